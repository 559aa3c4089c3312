"""Answers the question on the standard input, see `asking`."""

import json
import sys

from cuakhau.trade.nowcast.asking import answer_question

if __name__ == "__main__":
    json.dump(answer_question(sys.stdin.read()), sys.stdout)
