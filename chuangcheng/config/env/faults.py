"""The sentences in which a half-filled environment is refused."""

from typing import Final

from chuangcheng.domain.errors import N_, Sentence

EMPTY: Final = Sentence(
    "env.empty",
    N_("%(variable)s is set but empty."),
    N_("Give it a value, or remove it."),
)
TWICE: Final = Sentence(
    "env.twice",
    N_("%(variable)s and %(variable)s_FILE are both set."),
    N_("Keep one of them."),
)
UNREADABLE: Final = Sentence(
    "env.unreadable",
    N_("%(variable)s_FILE names the file %(file)s, which cannot be read as text."),
    N_("Correct the name, or let the program's user read the file."),
)
BLANK_FILE: Final = Sentence(
    "env.blank_file",
    N_("%(variable)s_FILE names the file %(file)s, which is empty."),
    N_("Put the value into the file."),
)
NOT_A_FLAG: Final = Sentence(
    "env.not_a_flag",
    N_("%(variable)s is “%(value)s”."),
    N_("Write 1 for yes or 0 for no."),
)
NOT_A_LEVEL: Final = Sentence(
    "env.not_a_level",
    N_("%(variable)s is “%(value)s”."),
    N_("Write DEBUG, INFO, WARNING or ERROR."),
)
NOT_A_WAY_OF_WORK: Final = Sentence(
    "env.not_a_way_of_work",
    N_("%(variable)s is “%(value)s”."),
    N_("Write external, or remove it to let “chuangcheng serve” start the one worker."),
)
NOT_A_NUMBER: Final = Sentence(
    "env.not_a_number",
    N_("%(variable)s is “%(value)s”, which is not a whole number of at least %(least)s."),
    N_("Write a whole number of at least %(least)s, or remove it."),
)
NOT_A_DATABASE: Final = Sentence(
    "env.not_a_database",
    N_("%(variable)s does not name a PostgreSQL database."),
    N_("Write postgres://USER:PASSWORD@HOST:5432/NAME, or remove it to use SQLite."),
)
DATABASE_LACKS: Final = Sentence(
    "env.database_lacks",
    N_("%(variable)s lacks %(part)s."),
    N_("Write postgres://USER:PASSWORD@HOST:5432/NAME, or remove it to use SQLite."),
)
NOT_AN_ADDRESS: Final = Sentence(
    "env.not_an_address",
    N_("%(variable)s is “%(value)s”, which is not an address of a site."),
    N_("Write https:// and the host, nothing after it: https://chuangcheng.example"),
)
BAD_KEY_FILE: Final = Sentence(
    "env.bad_key_file",
    N_("%(variable)s: the file %(file)s does not hold a key that can be used."),
    N_("Delete the file; a new key is made at the next start, and open forms must be reloaded."),
)
WEAK_KEY: Final = Sentence(
    "env.weak_key",
    N_("%(variable)s is too short or too simple to be safe."),
    N_("Use at least 50 random characters, e.g. from: openssl rand -base64 48"),
)
DEBUG_IN_PUBLIC: Final = Sentence(
    "env.debug_in_public",
    N_("%(variable)s is on while PUBLIC_URL is set: errors would show secrets to everybody."),
    N_("Remove one of the two."),
)
HALF_OF_TWO: Final = Sentence(
    "env.half_of_two",
    N_("%(variable)s is set, but %(other)s is not."),
    N_("Set both, or neither."),
)
NO_HOME: Final = Sentence(
    "env.no_home",
    N_("%(variable)s: the folder %(file)s cannot be created or written."),
    N_("Choose another folder, or give the program's user the right to write there."),
)
NEEDS_OTHER: Final = Sentence(
    "env.needs_other",
    N_("%(variable)s is set, but %(other)s, which it needs, is not."),
    N_("Set %(other)s too, or remove %(variable)s."),
)
NOT_NOTICES: Final = Sentence(
    "env.not_notices",
    N_("%(variable)s does not name a mail server."),
    N_("Write smtp+starttls://USER:PASSWORD@HOST:587/?from=ADDRESS, or remove it to send nothing."),
)
MAIL_TWICE: Final = Sentence(
    "env.mail_twice",
    N_("%(variable)s names more than one mail server."),
    N_("Keep one of them."),
)
MAIL_LACKS: Final = Sentence(
    "env.mail_lacks",
    N_("%(variable)s lacks %(part)s."),
    N_("Write smtp+starttls://USER:PASSWORD@HOST:587/?from=ADDRESS, or remove it to send nothing."),
)
MAIL_UNKNOWN: Final = Sentence(
    "env.mail_unknown",
    N_("%(variable)s has “%(part)s” after the question mark, which means nothing here."),
    N_("Known are from, at and quiet."),
)
MAIL_IN_CLEAR: Final = Sentence(
    "env.mail_in_clear",
    N_("%(variable)s would send its password over the network for everybody to read."),
    N_("Write smtp+starttls:// or smtps:// instead of smtp://."),
)
NOT_A_SENDER: Final = Sentence(
    "env.not_a_sender",
    N_("%(variable)s names no mail address after from=."),
    N_("Write for example from=chuangcheng@county.example"),
)
NOT_HOURS: Final = Sentence(
    "env.not_hours",
    N_("%(variable)s has “%(value)s” where a time of day belongs."),
    N_("Write hours and minutes: at=08:30, quiet=21:00-07:00"),
)
LOST_KEY_FILE: Final = Sentence(
    "env.lost_key_file",
    N_("%(variable)s: the file %(file)s does not hold a key that can be used."),
    N_("Put back the file from a backup: without it, two-step sign-in must be set up anew."),
)
BAD_ENCRYPTION_KEY: Final = Sentence(
    "env.bad_encryption_key",
    N_("%(variable)s: the key in place %(place)s is not 32 bytes in base64."),
    N_("Make one with: openssl rand -base64 32"),
)
NOT_A_SIGN_IN: Final = Sentence(
    "env.not_a_sign_in",
    N_("%(variable)s: entry %(place)s is not a way to sign in."),
    N_("Begin it with oidc://, dingtalk://, feishu:// or wecom://."),
)
SIGN_IN_LACKS: Final = Sentence(
    "env.sign_in_lacks",
    N_("%(variable)s: entry %(place)s lacks %(part)s."),
    N_("Write %(form)s"),
)
SIGN_IN_UNKNOWN: Final = Sentence(
    "env.sign_in_unknown",
    N_("%(variable)s: entry %(place)s says %(part)s, which is not known."),
    N_("Write %(form)s"),
)
SIGN_IN_TWICE: Final = Sentence(
    "env.sign_in_twice",
    N_("%(variable)s: entry %(place)s has the same identifier as one before it."),
    N_("Give it one of its own: …&id=portal"),
)
SIGN_IN_IN_CLEAR: Final = Sentence(
    "env.sign_in_in_clear",
    N_("%(variable)s: entry %(place)s would send secrets over plain HTTP."),
    N_("Use HTTPS; plain HTTP is for this machine only."),
)
AT_IN_QUIET: Final = Sentence(
    "env.at_in_quiet",
    N_("%(variable)s has mail go out at a time that lies in the quiet hours."),
    N_("Change at= or quiet=; without quiet= nothing goes out from 21:00 to 07:00."),
)
