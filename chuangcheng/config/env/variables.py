"""The variables there are: their names, what each is for, and what holds without it."""

from dataclasses import dataclass
from typing import Final, Literal

from chuangcheng.domain.errors import N_

State = Literal["absent", "set", "file"]


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable: its name, what it is for, and what holds while it is absent.

    ``meaning`` and ``absent`` are msgids. The value of a ``secret`` one is never shown, and may be
    given as a file named by ``NAME_FILE`` instead.
    """

    name: str
    meaning: str
    absent: str
    example: str
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A variable as found: absent, set, or read from the file that ``NAME_FILE`` names.

    ``shown`` is the value for a person to see: empty while absent, dots for a secret.
    """

    variable: Variable
    state: State
    shown: str


HOME: Final = Variable(
    "CHUANGCHENG_HOME",
    N_("Folder of everything the program keeps: database, generated key, files."),
    N_("The folder “var” where the program is started."),
    "/srv/chuangcheng",
)
DATABASE_URL: Final = Variable(
    "DATABASE_URL",
    N_("PostgreSQL database of a large installation."),
    N_("SQLite in the file db.sqlite3 of the state folder."),
    "postgres://chuangcheng:PASSWORD@db.example:5432/chuangcheng",
    secret=True,
)
SECRET_KEY: Final = Variable(
    "SECRET_KEY",
    N_("Key that signs cookies and forms; the same on every machine of a large installation."),
    N_("Generated at first start into the file secret_key of the state folder."),
    "(openssl rand -base64 48)",
    secret=True,
)
ENCRYPTION_KEYS: Final = Variable(
    "ENCRYPTION_KEYS",
    N_("Keys that seal secrets in the database, separated by commas; the first seals, all open."),
    N_("One is generated at first start into the file encryption_keys of the state folder."),
    "(openssl rand -base64 32)",
    secret=True,
)
PUBLIC_URL: Final = Variable(
    "PUBLIC_URL",
    N_("Address at which people reach the site."),
    N_("Only this machine is served: localhost and 127.0.0.1."),
    "https://chuangcheng.example",
)
PROXIES: Final = Variable(
    "PROXIES",
    N_("Number of own proxies in front that name the sender of a request in X-Forwarded-For."),
    N_("No proxy is believed; a request comes from whoever connects."),
    "1",
)
SIGN_IN_URLS: Final = Variable(
    "SIGN_IN_URLS",
    N_("Other ways to sign in, separated by spaces: OpenID Connect, DingTalk, Feishu, WeCom."),
    N_("People sign in with name and password only; no other machine is asked."),
    "oidc://CLIENT:SECRET@id.example/?name=Portal wecom://CORPID:SECRET@AGENTID",
    secret=True,
)
TLS_CERT: Final = Variable(
    "TLS_CERT",
    N_("Certificate file with which the program itself speaks HTTPS; needs TLS_KEY."),
    N_("It speaks HTTP; HTTPS is the business of a server in front of it."),
    "/etc/chuangcheng/site.pem",
)
TLS_KEY: Final = Variable(
    "TLS_KEY",
    N_("File of the key that belongs to the certificate in TLS_CERT."),
    N_("It speaks HTTP; HTTPS is the business of a server in front of it."),
    "/etc/chuangcheng/site.key",
)
JOBS: Final = Variable(
    "JOBS",
    N_("“external”: background work is done by “chuangcheng worker” on any number of machines."),
    N_("“chuangcheng serve” starts one worker and watches it."),
    "external",
)
AUDIT_KEEP_MONTHS: Final = Variable(
    "AUDIT_KEEP_MONTHS",
    N_("Months that events of the record are kept; at least 6."),
    N_("24 months."),
    "36",
)
AUDIT_HEADS_FILE: Final = Variable(
    "AUDIT_HEADS_FILE",
    N_("File outside the database that holds the heads of the record’s chain."),
    N_("The file audit-heads.log in the state folder."),
    "/mnt/safe/audit-heads.log",
)
NOTICES_URLS: Final = Variable(
    "NOTICES_URLS",
    N_("Mail server by which notices go out, and when they do; needs PUBLIC_URL."),
    N_("No mail is sent; notices are read on the site."),
    "smtp+starttls://USER:PASSWORD@mail.example:587/?from=chuangcheng@county.example"
    "&at=08:30&quiet=21:00-07:00",
    secret=True,
)
FILES_URL: Final = Variable(
    "FILES_URL",
    N_("Bucket of an S3 server that keeps the files of a large installation."),
    N_("The folder “files” in the state folder."),
    "s3://KEY:SECRET@files.example:443/chuangcheng?region=us-east-1",
    secret=True,
)
FILES_LIMIT: Final = Variable(
    "FILES_LIMIT",
    N_("Most megabytes of one file that is uploaded; some kinds of files allow less."),
    N_("1024 megabytes."),
    "200",
)
DEMO: Final = Variable(
    "DEMO",
    N_("1 marks every page as a demonstration."),
    N_("Pages carry no such mark."),
    "1",
)
LOG_LEVEL: Final = Variable(
    "LOG_LEVEL",
    N_("Least level that is logged: DEBUG, INFO, WARNING or ERROR."),
    N_("INFO"),
    "WARNING",
)
DEBUG: Final = Variable(
    "DEBUG",
    N_("1 shows developers the inside of errors. Never on a site that people use."),
    N_("Error pages reveal nothing."),
    "1",
)
VARIABLES: Final = (
    HOME,
    DATABASE_URL,
    SECRET_KEY,
    ENCRYPTION_KEYS,
    PUBLIC_URL,
    PROXIES,
    SIGN_IN_URLS,
    TLS_CERT,
    TLS_KEY,
    JOBS,
    AUDIT_KEEP_MONTHS,
    AUDIT_HEADS_FILE,
    NOTICES_URLS,
    FILES_URL,
    FILES_LIMIT,
    DEMO,
    LOG_LEVEL,
    DEBUG,
)
