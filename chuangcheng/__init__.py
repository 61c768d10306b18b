"""Chuangcheng 創城: runs a creation campaign and tells honestly what score it would get today."""

__version__ = "0.1.0"
