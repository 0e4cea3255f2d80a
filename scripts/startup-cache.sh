# shellcheck shell=bash
# Sourced by scripts/nested-parquet and scripts/install.sh: makes what shortens a start. The caller has
# set what the launcher sets. A failure costs speed only, and nothing is said of it.

make_startup_cache() {
  ! startup_cache_is_current || return 0 # another process may have been faster
  rm -rf "$startup"/making-* # of one that was killed; nobody else is at it now
  mkdir -p "$startup" || return
  local work status=0
  work=$(mktemp -d "$startup/making-XXXXXX") || return
  { store_natives && archive_classes; } || status=$?
  rm -rf "$work"
  return "$status"
}

# Arrow's large library as a file, which NativeLibraries loads as it is: unpacking it at each start
# takes 0.08 s, inflating it 0.25 s more. Arrow's loader then finds the small one in its place, first
# on the class path; any library will do. Kept when there are any, since the classes that another
# JDK has archived go with this very file.
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

# The classes of small runs, in the JVM's own format. JDK 17 leaves classes as old as picocli's
# out of a dynamic archive (-XX:ArchiveClassesAtExit), but not out of a static one.
archive_classes() {
  if ((java_major >= 25)); then
    training_run "-XX:AOTCacheOutput=$work/cache" || return
  else
    training_run -Xshare:off "-XX:DumpLoadedClassList=$work/classes" || return
    "$java" "${flags[@]}" -Xshare:dump "-XX:SharedClassListFile=$work/classes" \
      "-XX:SharedArchiveFile=$work/cache" -Xlog:disable -cp "$natives:$jar" > /dev/null 2>&1 || return
  fi
  rm -f "$startup"/jdk-*"${java_home//\//_}".* # of an earlier version in this place
  mv "$work/cache" "$cache"
}

training_run() {
  "$java" "${flags[@]}" "-Dnestedparquet.datasetLibrary=$library" "$@" -Xlog:disable \
    -cp "$natives:$jar" dev.nestedparquet.cli.StartupTraining "$work/contacts" > /dev/null 2>&1
}

# Without the jar tool (a Java that is no JDK) there is no way to make it.
prepare_start() {
  [[ -x $java_home/bin/jar ]] && exclusively make_startup_cache 2> /dev/null
}
