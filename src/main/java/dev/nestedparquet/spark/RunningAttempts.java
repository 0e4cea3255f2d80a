package dev.nestedparquet.spark;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Tracks which attempts of a job's tasks still run. A job returns as soon as each task has a
 * result. By then other attempts of a task are being killed, and may still write to their
 * directories.
 *
 * <p><em>Threading:</em> Spark's listener thread reports attempts; the job's thread waits for them.
 */
final class RunningAttempts extends SparkListener {
  private static final String GROUP_PROPERTY = "spark.jobGroup.id";

  /**
   * Longest wait for attempts to end. An attempt that takes longer is on a machine that can't be
   * reached any more.
   */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final String group;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Guarded by the lock.
  private final Set<Integer> jobs = new HashSet<>();
  private final Set<Integer> stages = new HashSet<>();
  private final Set<Long> attempts = new HashSet<>();

  RunningAttempts(String group) {
    this.group = group;
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onJobStart(SparkListenerJobStart start) {
    if (group.equals(start.properties().getProperty(GROUP_PROPERTY))) {
      change(
          () -> {
            jobs.add(start.jobId());
            CollectionConverters.asJava(start.stageIds()).forEach(id -> stages.add((Integer) id));
          });
    }
  }

  @Override
  public void onTaskStart(SparkListenerTaskStart start) {
    change(
        () -> {
          if (stages.contains(start.stageId())) {
            attempts.add(start.taskInfo().taskId());
          }
        });
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    change(() -> attempts.remove(end.taskInfo().taskId()));
  }

  @Override
  public void onJobEnd(SparkListenerJobEnd end) {
    change(() -> jobs.remove(end.jobId()));
  }

  /** Waits until no attempt runs any more, for 20 s at most. */
  void awaitEnd() {
    lock.lock();
    try {
      long nanos = PATIENCE_NANOS;
      while (nanos > 0 && !(jobs.isEmpty() && attempts.isEmpty())) {
        nanos = changed.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
