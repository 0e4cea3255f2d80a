package dev.nestedparquet.internal.output;

import dev.nestedparquet.dataset.Destination.ObjectStorePrefix;
import dev.nestedparquet.internal.manifest.DataSetNames;
import dev.nestedparquet.internal.s3.ObjectStore;
import dev.nestedparquet.internal.s3.StoredObject;
import dev.nestedparquet.write.OutputFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Gives staged objects their names. No store can rename. So objects to replace are copied out of
 * the way, then the new objects are copied into place, several at a time. Whenever there is a
 * manifest, the files that it lists are there.
 *
 * <p><em>Threading:</em> one thread, which waits for the threads that copy. An interrupt doesn't
 * end the wait.
 */
final class ObjectStorePublication implements AutoCloseable {
  private static final int COPIES_AT_A_TIME = 8;

  private static final String REPLACED = "replaced/";

  /** Thrown if objects that were moved out of the way could not be put back. */
  static final class NotUndoneException extends Exception {
    private static final long serialVersionUID = 1;

    NotUndoneException(IOException failure) {
      super(
          "cannot publish the files ("
              + failure.getMessage()
              + "), nor put back what they replaced, which is in ",
          failure);
    }
  }

  /** Step of the publication, for one name. */
  @FunctionalInterface
  private interface Step {
    void take(String name) throws IOException;
  }

  private final ObjectStore store;
  private final ObjectStorePrefix location;
  private final OutputRules rules;
  private final ObjectStoreStaging staging;
  private final ExecutorService copying = Executors.newFixedThreadPool(COPIES_AT_A_TIME);

  ObjectStorePublication(
      ObjectStore store,
      ObjectStorePrefix location,
      OutputRules rules,
      ObjectStoreStaging staging) {
    this.store = store;
    this.location = location;
    this.rules = rules;
    this.staging = staging;
  }

  /**
   * Publishes all or nothing.
   *
   * @param names names of staged objects, manifests last
   */
  void publish(List<String> names) throws IOException, NotUndoneException {
    Set<String> there = objects();
    List<String> old = rules.toReplace(there, names, manifest -> listed(manifest, there));
    inParallel(old, name -> store.copy(location.key(name), staging.key(REPLACED + name)));
    try {
      delete(manifests(old));
      inParallel(files(names), this::copyIntoPlace);
      delete(files(old).stream().filter(name -> !names.contains(name)).toList());
      for (String manifest : manifests(names)) {
        copyIntoPlace(manifest);
      }
    } catch (IOException e) {
      undo(names, old, e);
      throw e;
    }
  }

  private void undo(List<String> names, List<String> old, IOException failure)
      throws NotUndoneException {
    try {
      delete(manifests(names));
      delete(files(names).stream().filter(name -> !old.contains(name)).toList());
      inParallel(files(old), this::copyBack);
      for (String manifest : manifests(old)) {
        copyBack(manifest);
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
      throw new NotUndoneException(failure);
    }
  }

  private void copyIntoPlace(String name) throws IOException {
    store.copy(staging.key(name + "/" + OutputFile.NAME_IN_DIRECTORY), location.key(name));
  }

  private void copyBack(String name) throws IOException {
    store.copy(staging.key(REPLACED + name), location.key(name));
  }

  private void delete(Collection<String> names) throws IOException {
    store.delete(names.stream().map(location::key).toList());
  }

  private static List<String> files(List<String> names) {
    return names.stream().filter(name -> !DataSetNames.isManifest(name)).toList();
  }

  private static List<String> manifests(List<String> names) {
    return names.stream().filter(DataSetNames::isManifest).toList();
  }

  private Set<String> objects() throws IOException {
    int start = location.key("").length();
    Set<String> names = new LinkedHashSet<>();
    for (StoredObject object : store.directory(location.key("")).objects()) {
      names.add(object.key().substring(start));
    }
    return names;
  }

  private List<String> listed(String manifest, Set<String> there) throws IOException {
    try (InputStream in = store.read(location.key(manifest))) {
      return ListedFiles.of(in).stream().filter(there::contains).toList();
    }
  }

  /**
   * Takes a step for all names, or until it fails for one, and waits until all threads have ended.
   */
  private void inParallel(Collection<String> names, Step step) throws IOException {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    CountDownLatch done = new CountDownLatch(names.size());
    for (String name : names) {
      copying.execute(
          () -> {
            try {
              if (failure.get() == null) {
                step.take(name);
              }
            } catch (Throwable e) {
              failure.compareAndSet(null, e);
            } finally {
              done.countDown();
            }
          });
    }
    awaitUninterruptibly(done);
    if (failure.get() instanceof IOException e) {
      throw e;
    } else if (failure.get() != null) {
      throw new IOException("copying objects failed: " + failure.get(), failure.get());
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean interrupted = false;
    while (true) {
      try {
        latch.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    copying.shutdown();
  }
}
