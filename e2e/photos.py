#!/usr/bin/env python3
"""Makes real photographs for the browser tests, as a phone would have taken them.

    pip install --no-deps pillow scikit-image
    python3 photos.py FOLDER

The pictures are those that the scikit-image wheel carries (skimage/data), so nothing is downloaded.
Each is written as a JPEG that lies on its side, with EXIF orientation 6 ("turn right to see it") and
the place where it was taken; the server must turn it and forget the place. `photos.json` tells the
sizes that a person must see.
"""

import importlib.util
import json
import pathlib
import sys

from PIL import ExifTags, Image

PHOTOGRAPHS = ["chelsea.png", "coffee.png", "rocket.jpg", "astronaut.png"]
ORIENTATION_TURN_RIGHT = 6
CHENGDU = ((30.0, 39.0, 26.4), (104.0, 3.0, 56.5))


def folder_of_pictures() -> pathlib.Path:
    # Found without being imported: scipy and the rest are not needed for its pictures.
    spec = importlib.util.find_spec("skimage")
    if spec is None or not spec.submodule_search_locations:
        sys.exit("scikit-image is missing: pip install --no-deps pillow scikit-image")
    return pathlib.Path(spec.submodule_search_locations[0], "data")


def exif() -> Image.Exif:
    data = Image.Exif()
    data[ExifTags.Base.Orientation] = ORIENTATION_TURN_RIGHT
    data[ExifTags.Base.Make] = "Sampan"
    data[ExifTags.Base.Model] = "Test camera"
    data[ExifTags.Base.DateTime] = "2025:01:13 21:30:00"
    (latitude, longitude) = CHENGDU
    data.get_ifd(ExifTags.IFD.GPSInfo).update(
        {
            ExifTags.GPS.GPSLatitudeRef: "N",
            ExifTags.GPS.GPSLatitude: latitude,
            ExifTags.GPS.GPSLongitudeRef: "E",
            ExifTags.GPS.GPSLongitude: longitude,
        }
    )
    return data


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    target = pathlib.Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    source = folder_of_pictures()
    sizes = []
    for name in PHOTOGRAPHS:
        upright = Image.open(source / name).convert("RGB")
        file = target / f"{pathlib.Path(name).stem}.jpg"
        lying = upright.transpose(Image.Transpose.ROTATE_90)
        lying.save(file, quality=92, exif=exif())
        written = Image.open(file)
        place = written.getexif().get_ifd(ExifTags.IFD.GPSInfo)
        assert written.getexif()[ExifTags.Base.Orientation] == ORIENTATION_TURN_RIGHT
        assert place[ExifTags.GPS.GPSLatitudeRef] == "N" and len(place) >= 4
        sizes.append({"file": file.name, "width": upright.width, "height": upright.height})
    (target / "photos.json").write_text(json.dumps(sizes, indent=2) + "\n")
    print(f"{len(sizes)} photographs in {target}")


if __name__ == "__main__":
    main()
