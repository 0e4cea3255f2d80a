package dev.nestedparquet.internal.contact;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.internal.contact.ReferenceContacts.Contact;
import dev.nestedparquet.internal.contact.ReferenceContacts.Phone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.AllocationListener;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.memory.rounding.SegmentRoundingPolicy;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;

/** A filled batch with an allocator of its own; closing it checks that nothing leaked. */
public final class ContactBatch implements AutoCloseable {
  public final BufferAllocator allocator =
      new RootAllocator(AllocationListener.NOOP, Long.MAX_VALUE, new SegmentRoundingPolicy(1024L));
  public final VectorSchemaRoot root;
  public final Counts counts;

  public final VarCharVector names;
  public final ListVector phones;
  public final StructVector structs;
  public final VarCharVector numbers;
  public final UInt1Vector types;

  private ContactBatch(BatchFiller filler, RowRange rows) {
    root = VectorSchemaRoot.create(filler.schema(), allocator);
    counts = filler.fill(rows, root);
    names = (VarCharVector) root.getVector("name");
    phones = (ListVector) root.getVector("phones");
    structs = (StructVector) phones.getDataVector();
    numbers = (VarCharVector) structs.getChild("number");
    types = (UInt1Vector) structs.getChild("phone_type");
  }

  /** Fills a batch; the caller closes it. */
  public static ContactBatch fill(BatchFiller filler, long first, long rows) {
    return new ContactBatch(filler, new RowRange(first, rows));
  }

  /** The rows, as Arrow's own accessors show them. */
  public List<Contact> contacts() {
    List<Contact> contacts = new ArrayList<>();
    for (int row = 0; row < root.getRowCount(); row++) {
      contacts.add(new Contact(text(names, row), phones.isNull(row) ? null : phones(row)));
    }
    return contacts;
  }

  private List<Phone> phones(int row) {
    List<Phone> list = new ArrayList<>();
    for (int i = phones.getElementStartIndex(row); i < phones.getElementEndIndex(row); i++) {
      String type = types.isNull(i) ? null : ContactSchema.PHONE_TYPES.get(types.get(i));
      list.add(structs.isNull(i) ? null : new Phone(text(numbers, i), type));
    }
    return list;
  }

  private static String text(VarCharVector vector, int index) {
    return vector.isNull(index) ? null : vector.getObject(index).toString();
  }

  /** The ground truth about rows, counted from the rows. */
  static Counts recount(List<Contact> contacts) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (String name :
        List.of("rows", "nameNulls", "phonesNulls", "phones", "numberNulls", "phoneTypeNulls")) {
      counts.put(name, 0L);
    }
    for (String name :
        List.of("bothNull", "phoneTypes/Mobile", "phoneTypes/Work", "phoneTypes/Home")) {
      counts.put(name, 0L);
    }
    for (int length = 1; length <= 5; length++) {
      counts.put("phonesPerContact/" + length, 0L);
    }
    for (Contact contact : contacts) {
      add(counts, "rows", true);
      add(counts, "nameNulls", contact.name() == null);
      add(counts, "phonesNulls", contact.phones() == null);
      if (contact.phones() != null) {
        add(counts, "phonesPerContact/" + contact.phones().size(), true);
        contact.phones().forEach(phone -> recount(counts, phone));
      }
    }
    return Counts.of(counts);
  }

  private static void recount(Map<String, Long> counts, Phone phone) {
    add(counts, "phones", true);
    add(counts, "numberNulls", phone.number() == null);
    add(counts, "phoneTypeNulls", phone.type() == null);
    add(counts, "bothNull", phone.number() == null && phone.type() == null);
    if (phone.type() != null) {
      add(counts, "phoneTypes/" + phone.type(), true);
    }
    if (phone.number() != null) {
      long id = Long.parseLong(phone.number().substring("+91-99-".length()));
      counts.merge("number/smallest", id, Math::min);
      counts.merge("number/largest", id, Math::max);
    }
  }

  private static void add(Map<String, Long> counts, String name, boolean applies) {
    if (applies) {
      counts.merge(name, 1L, Long::sum);
    }
  }

  @Override
  public void close() {
    root.close();
    allocator.close();
  }
}
