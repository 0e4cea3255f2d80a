# Sourced by scripts/nested-parquet: makes what shortens its start. A failure costs speed only.

make_startup_cache() {
  local work
  mkdir -p "$startup"
  work=$(mktemp -d "$startup/making-XXXXXX")
  if [[ ! $natives -nt $jar ]]; then
    store_natives
  fi
  # The classes of a small run, in the JVM's own format. JDK 17 leaves classes as old as picocli's
  # out of a dynamic archive (-XX:ArchiveClassesAtExit), but not out of a static one.
  if ((major >= 25)); then
    small_run "-XX:AOTCacheOutput=$work/cache"
  else
    small_run -Xshare:off "-XX:DumpLoadedClassList=$work/classes"
    "$java" "${flags[@]}" -Xshare:dump "-XX:SharedClassListFile=$work/classes" \
      "-XX:SharedArchiveFile=$work/cache" -Xlog:disable -cp "$natives:$jar" > /dev/null 2>&1
  fi
  [[ ! -e $work/cache ]] || mv "$work/cache" "$cache"
  rm -rf "$work"
}

# Arrow's libraries as they are in the jar, but stored: inflating 76 MB takes 0.25 s a start.
store_natives() {
  local arch
  arch=$(uname -m)
  arch=${arch/aarch64/aarch_64}
  (
    cd "$work"
    "$java_home/bin/jar" --extract --file "$jar" \
      "arrow_dataset_jni/$arch/libarrow_dataset_jni.so" "arrow_cdata_jni/$arch/libarrow_cdata_jni.so"
    "$java_home/bin/jar" --create --no-compress --file natives.jar arrow_dataset_jni arrow_cdata_jni
  )
  mv "$work/natives.jar" "$natives"
}

small_run() {
  "$java" "${flags[@]}" "$@" -Xlog:disable -cp "$natives:$jar" dev.nestedparquet.cli.NestedParquet \
    generate -n 200k -o "$work/contacts" --json -q > /dev/null 2>&1
}

make_startup_cache || echo "nested-parquet: could not prepare a faster start in $startup" >&2
