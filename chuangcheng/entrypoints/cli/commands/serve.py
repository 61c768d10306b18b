"""``chuangcheng serve``: serves the site, unless that would be unsafe."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from chuangcheng.domain.errors import N_
from chuangcheng.entrypoints.cli.commands.options import add_command, number_of
from chuangcheng.entrypoints.cli.languages import Voice

if TYPE_CHECKING:
    from chuangcheng.entrypoints.cli.commands.options import Subparsers

HOST, PORT = "127.0.0.1", 8000
HIGHEST_PORT = 65_535
NOT_A_PORT = N_("a port is a number from 1 to 65535")


def add(commands: "Subparsers", voice: Voice) -> None:
    """Add the command to the parser."""
    parser = add_command(
        commands,
        voice,
        "serve",
        run,
        N_("Serve the site; refuses an address where that would be unsafe."),
    )
    parser.add_argument(
        "--host",
        default=HOST,
        metavar="HOST",
        help=voice.say(N_("address to listen on (default 127.0.0.1: this machine only)")),
    )
    add_port(parser, voice)
    parser.add_argument(
        "--tls-cert",
        type=Path,
        metavar="FILE",
        help=voice.say(N_("certificate (PEM) for HTTPS; phones need it for camera and place")),
    )
    parser.add_argument(
        "--tls-key",
        type=Path,
        metavar="FILE",
        help=voice.say(N_("key (PEM) that belongs to the certificate")),
    )


def add_port(parser: argparse.ArgumentParser, voice: Voice) -> None:
    """Add ``--port``."""
    parser.add_argument(
        "--port",
        type=number_of(voice.say(NOT_A_PORT), least=1, most=HIGHEST_PORT),
        default=PORT,
        metavar="PORT",
        help=voice.say(N_("port to listen on (default 8000)")),
    )


def run(options: argparse.Namespace, voice: Voice) -> int:
    """Check, then serve until Ctrl-C."""
    from chuangcheng.entrypoints.cli import serving, tls
    from chuangcheng.entrypoints.cli.django_start import start_django

    start_django()
    pair = tls.chosen_pair(options.tls_cert, options.tls_key)
    serving.check_fit(options.host)
    serving.check_port(options.host, options.port)
    return serving.serve(options.host, options.port, voice, tls=pair)
