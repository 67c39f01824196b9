"""The reference: whisper.cpp on the same recordings, with the same count of wrong words."""

import glob
import os
import re
import sys
import time
import wave

import numpy
from pywhispercpp.model import Model


def words(text):
    """Words in lower case, Chinese characters each by itself."""
    return re.findall(r"[\u3400-\u9fff]|(?:(?![\u3400-\u9fff])[\w'])+", text.lower())


def distance(said, heard):
    row = list(range(len(heard) + 1))
    for at, word in enumerate(said):
        corner, row[0] = row[0], at + 1
        for place, other in enumerate(heard):
            changed = corner + (word != other)
            corner = row[place + 1]
            row[place + 1] = min(changed, row[place] + 1, corner + 1)
    return row[len(heard)]


def main():
    path, folder = sys.argv[1:3]
    model = Model(path, n_threads=os.cpu_count(), print_realtime=False, print_progress=False, redirect_whispercpp_logs_to=None)
    wrong = every = 0
    for file in sorted(glob.glob(os.path.join(folder, "*.wav"))):
        with wave.open(file) as sound:
            samples = numpy.frombuffer(sound.readframes(sound.getnframes()), "<i2").astype("f4") / 32768
        began = time.monotonic()
        heard = " ".join(segment.text for segment in model.transcribe(samples, language="auto"))
        took = time.monotonic() - began
        with open(file[:-3] + "txt", encoding="utf-8") as text:
            said = words(text.read())
        missed = distance(said, words(heard))
        wrong, every = wrong + missed, every + len(said)
        seconds = len(samples) / 16000
        name = os.path.basename(file)[:-4]
        share = 100 * missed / max(len(said), 1)
        print(f"{name:12} {missed:3} of {len(said):3} words wrong ({share:4.1f} %), {seconds:.1f} s in {took:.1f} s "
              f"({seconds / took:.1f} times faster)\n    {heard.strip()}")
    print(f"all together {100 * wrong / max(every, 1):.1f} % wrong")


main()
