"""Takes the files of forms while they arrive."""

from chuangcheng.foundation.files.uploads.receiving import ArrivedFile, FormFiles, Receiver

__all__ = ["ArrivedFile", "FormFiles", "Receiver"]
