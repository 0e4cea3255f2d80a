package dev.nestedparquet.internal.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nestedparquet.batch.PartitionBatches.StoppedException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class StopSignalTest {
  private final StopSignal stop = new StopSignal();
  private final AtomicInteger told = new AtomicInteger();

  @Test
  void theFirstCauseWinsAndListenersAreToldOnce() {
    stop.onStop(told::incrementAndGet);
    Throwable first = new RuntimeException("first");
    stop.stop(first);
    stop.stop(new RuntimeException("second"));
    assertThat(stop.cause()).isSameAs(first);
    assertThat(told).hasValue(1);
  }

  @Test
  void aListenerThatComesLateIsToldAtOnce() {
    stop.stop(new RuntimeException());
    stop.onStop(told::incrementAndGet);
    assertThat(told).hasValue(1);
  }

  @Test
  void aRemovedListenerIsNotTold() {
    Runnable listener = told::incrementAndGet;
    stop.onStop(listener);
    stop.removeListener(listener);
    stop.stop(new RuntimeException());
    assertThat(told).hasValue(0);
  }

  @Test
  void checksPassUntilTheStopAndThenNameItsCause() {
    assertThatCode(stop::check).doesNotThrowAnyException();
    assertThat(stop.isStopped()).isFalse();
    stop.stop(new IllegalStateException("disk full"));
    assertThat(stop.isStopped()).isTrue();
    assertThatExceptionOfType(StoppedException.class)
        .isThrownBy(stop::check)
        .withMessageContaining("disk full")
        .havingCause()
        .isSameAs(stop.cause());
  }
}
