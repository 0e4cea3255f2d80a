# shellcheck shell=bash
# Sourced by scripts/nested-parquet and scripts/install.sh: makes the files that shorten a start. The
# caller has set the launcher's variables. A failure costs speed only, so it prints nothing.

make_startup_cache() {
  ! startup_cache_is_current || return 0 # another process may have been faster
  rm -rf "$startup"/making-* # Left by a process that was killed: only one makes these files at a time.
  mkdir -p "$startup" || return
  local work status=0
  work=$(mktemp -d "$startup/making-XXXXXX") || return
  { store_natives && archive_classes; } || status=$?
  rm -rf "$work"
  return "$status"
}

# Unpacks Arrow's large library to a file, which NativeLibraries loads as it is: unpacking it at each
# start takes 0.08 s, inflating it 0.25 s more. In its place Arrow's own loader then finds the small
# library, which natives.jar has first on the class path; any library will do. A natives.jar that is
# there already is kept, since class archives of other JDKs are valid with this very file only.
store_natives() (
  [[ ! $natives -nt $jar ]] || return 0
  cd "$work" || return
  arch=$(uname -m)
  arch=${arch/aarch64/aarch_64}
  large=arrow_dataset_jni/$arch/libarrow_dataset_jni.so
  small=arrow_cdata_jni/$arch/libarrow_cdata_jni.so
  "$java_home/bin/jar" --extract --file "$jar" "$large" "$small" &&
    mv "$large" "$library" && mv "$small" "$large" &&
    "$java_home/bin/jar" --create --file natives.jar arrow_dataset_jni &&
    mv natives.jar "$natives"
)

# Archives the classes of small runs in the JVM's own format. The archive is static: JDK 17 leaves
# classes as old as picocli's out of a dynamic one (-XX:ArchiveClassesAtExit).
archive_classes() {
  if ((java_major >= 25)); then
    training_run "-XX:AOTCacheOutput=$work/cache" || return
  else
    training_run -Xshare:off "-XX:DumpLoadedClassList=$work/classes" || return
    "$java" "${flags[@]}" -Xshare:dump "-XX:SharedClassListFile=$work/classes" \
      "-XX:SharedArchiveFile=$work/cache" -Xlog:disable -cp "$natives:$jar" > /dev/null 2>&1 || return
  fi
  rm -f "$startup"/jdk-*"${java_home//\//_}".* # Archives of earlier versions of this Java.
  mv "$work/cache" "$cache"
}

training_run() {
  "$java" "${flags[@]}" "-Dnestedparquet.datasetLibrary=$library" "$@" -Xlog:disable \
    -cp "$natives:$jar" dev.nestedparquet.cli.StartupTraining "$work/contacts" > /dev/null 2>&1
}

# Makes the files, if the Java is a JDK: without its jar tool they can't be made.
prepare_start() {
  [[ -x $java_home/bin/jar ]] && exclusively make_startup_cache 2> /dev/null
}
