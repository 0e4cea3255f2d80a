/**
 * The hand-off of batches from producers, who fill them, to writers, and its back-pressure.
 *
 * <pre>{@code
 * try (MemoryBudget memory = new MemoryBudget(bytes, new BatchBytes(filler, plan), stop)) {
 *   BatchScheduler scheduler = new BatchScheduler(plan, plan.rows(), 2, memory, filler, stop);
 *   // threads of producers:
 *   new Producer(scheduler, filler.forProducer()).produce();
 *   // the thread of a partition's writer:
 *   PartitionRing ring = scheduler.open(partition, writerBytes);
 *   writer.write(schema, dictionaries, ring, file);
 *   scheduler.retire(ring);
 *   // once all have ended:
 *   ring.discardUntaken();
 *   ring.close();
 * }
 * }</pre>
 *
 * <p>Words:
 *
 * <ul>
 *   <li>A <em>ring</em> is Disruptor's, one to a partition. A <em>slot</em> of it holds a batch
 *       from its publication until it is taken.
 *   <li>A <em>sequence</em> is the index of a batch in its partition. So takers get the rows in
 *       their order, whoever filled them, and whenever.
 *   <li>A producer <em>claims</em> a batch: a sequence, the rows, and bytes that are set aside for
 *       it. It fills the batch and <em>publishes</em> it.
 *   <li>A writer <em>takes</em> a batch. It is <em>alive</em> until all holders have let go of it,
 *       which the native side does long after it was taken.
 *   <li>A partition is <em>open</em>, for producers to fill, until its writer is done and it is
 *       <em>retired</em>.
 * </ul>
 *
 * <p>What is owned by whom, and guarded by which lock:
 *
 * <table>
 *   <caption>Classes that share state among threads</caption>
 *   <tr><th>class</th><th>owns</th><th>guarded by</th></tr>
 *   <tr><td>{@code BatchScheduler}</td><td>which partitions are open, and what is unclaimed of them
 *       ({@code BatchCutter}); producers wait here</td><td>its lock</td></tr>
 *   <tr><td>{@code MemoryBudget}</td><td>the allocators, and bytes set aside</td><td>its
 *       lock</td></tr>
 *   <tr><td>{@code PartitionMemory}</td><td>a partition's allocator, and what is set aside for an
 *       export</td><td>an atomic flag</td></tr>
 *   <tr><td>{@code AliveBatches}</td><td>the count of a partition's batches that are
 *       alive</td><td>its lock</td></tr>
 *   <tr><td>{@code HandOff}</td><td>slots and sequences; the taker waits here</td><td>Disruptor's
 *       sequences, and the lock of {@code PublicationWait} to sleep</td></tr>
 *   <tr><td>{@code PartitionRing}</td><td>what was taken so far</td><td>the taker's alone</td></tr>
 *   <tr><td>{@code StopSignal}</td><td>what ended the run</td><td>an atomic reference</td></tr>
 * </table>
 *
 * <p>The order of locks: the lock on the right of an arrow may be taken while the one on its left
 * is held, and no other. Arrow holds a lock of its own, on the references of a buffer, as it
 * releases the buffer.
 *
 * <pre>{@code
 * Arrow's references -> scheduler
 * scheduler          -> budget
 * scheduler          -> alive batches
 * publication wait   -> alive batches
 * }</pre>
 *
 * <p>So no memory is allocated or released under any lock of this package. No batch is published
 * under the scheduler's. A thread that changes what others wait for (a slot, memory, a batch, the
 * stop) makes the change first, and then signals it under the lock that they wait with: whoever
 * looked before the change waits by then, and no signal is lost.
 */
package dev.nestedparquet.internal.ring;
