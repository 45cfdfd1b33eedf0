/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.pack;

import io.waymark.analytics.chunk.Slice;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.RoaringBitmapWriter;

/**
 * The events of one name and one bucket of people, by person and then time, in few bytes that are quick to go through.
 * Immutable.
 *
 * <p>Numbers are little-endian, bits are counted from the lowest of the first byte. {@code N} is the number of events,
 * {@code P} that of different people.
 *
 * <ol>
 *   <li>Byte 0: the version of this layout, 1. Byte 1: {@code g}, the bits of a gap, at most 16. Byte 2: {@code t}, the
 *       bits of a time, at most 40. Byte 3: zero.
 *   <li>Bytes 4 to 7: CRC-32C of all bytes but these four.
 *   <li>Bytes 8 to 31: the number of the event name, the bucket (person number {@code >>> 16}), {@code N} and {@code P},
 *       four bytes each; the time of the first event, in milliseconds since the epoch, eight bytes.
 *   <li>{@code P} gaps of {@code g} bits: how many numbers lie between a person and the one before, the first person's
 *       being the lower half of their number; filled up to a whole byte.
 *   <li>{@code N} records of {@code t + 1} bits: the lowest says whether the event is the first of the next person, the
 *       others how long after the first event it happened, in milliseconds; filled up to a whole byte.
 *   <li>Eight bytes of zero, so that eight bytes can be read at the start of anything.
 * </ol>
 *
 * <p>Why so: the milliseconds of a day take 27 bits and cannot be compressed much further; of a fixed width, each is one
 * read, one shift and one mask away. A person takes about {@code log2(65536 / P)} bits once, and one bit an event.
 */
public final class PackedEvents {

    static final byte VERSION = 1;
    static final int HEADER_BYTES = 32;
    static final int PADDING_BYTES = 8;
    static final int MAX_TIME_BITS = 40;
    static final int MAX_GAP_BITS = 16;

    static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int UNKNOWN = -1;
    private static final int MOST_PLACES = 8;
    private static final int LAST_OF_BUCKET = 0xFFFF;

    private final byte[] data;

    /** Told by whoever is first to ask; that several threads may be does no harm. */
    private int lastPerson = UNKNOWN;

    private volatile PackedPlace[] places = {};

    private PackedEvents(byte[] data) {
        this.data = data;
    }

    /** Takes bytes that are known to be right. */
    static PackedEvents sealed(byte[] data) {
        INT.set(data, 4, checksum(data));
        return new PackedEvents(data);
    }

    /**
     * Reads events that were written down before.
     *
     * @param data what {@link #bytes()} returned; not to be changed any more
     * @return the events
     * @throws UnreadableChunkException if the layout is of another version, or anything in it was changed since
     */
    public static PackedEvents of(byte[] data) {
        if (data.length < HEADER_BYTES + PADDING_BYTES) {
            throw new UnreadableChunkException("It has only " + data.length + " bytes");
        }
        if (data[0] != VERSION) {
            throw new UnreadableChunkException("Its layout is of version " + data[0] + ", not " + VERSION);
        }
        if ((int) INT.get(data, 4) != checksum(data)) {
            throw new UnreadableChunkException("Its checksum is wrong");
        }
        PackedEvents events = new PackedEvents(data);
        if (data[1] > MAX_GAP_BITS
                || data[2] > MAX_TIME_BITS
                || events.recordsAt() + bytes((long) events.events() * events.recordBits()) + PADDING_BYTES
                        != data.length) {
            throw new UnreadableChunkException("Its size is not what its header says");
        }
        return events;
    }

    /**
     * Makes sure that these are the events that are looked for.
     *
     * @param eventNameId the number of their name
     * @param bucket the bucket of people
     * @param events how many
     * @return this
     * @throws UnreadableChunkException if not
     */
    public PackedEvents expect(int eventNameId, int bucket, int events) {
        if (eventNameId() != eventNameId || bucket() != bucket || events() != events) {
            throw new UnreadableChunkException("It holds " + events() + " events of name " + eventNameId()
                    + " and bucket " + bucket() + ", not " + events + " of " + eventNameId + " and " + bucket);
        }
        return this;
    }

    static byte[] allocate(int eventNameId, int bucket, int events, int persons, long base, int gapBits, int timeBits) {
        long size =
                HEADER_BYTES + bytes((long) persons * gapBits) + bytes((long) events * (timeBits + 1)) + PADDING_BYTES;
        byte[] data = new byte[Math.toIntExact(size)];
        data[0] = VERSION;
        data[1] = (byte) gapBits;
        data[2] = (byte) timeBits;
        INT.set(data, 8, eventNameId);
        INT.set(data, 12, bucket);
        INT.set(data, 16, events);
        INT.set(data, 20, persons);
        LONG.set(data, 24, base);
        return data;
    }

    static long bytes(long bits) {
        return (bits + 7) >>> 3;
    }

    private static int checksum(byte[] data) {
        CRC32C checksum = new CRC32C();
        checksum.update(data, 0, 4);
        checksum.update(ByteBuffer.wrap(data, 8, data.length - 8));
        return (int) checksum.getValue();
    }

    /** {@return the events as bytes; not to be changed} */
    public byte[] bytes() {
        return data;
    }

    /** {@return what tells these events from others, and from what is left of them when something was changed} */
    int checksum() {
        return (int) INT.get(data, 4);
    }

    /** {@return the number of the events' name} */
    public int eventNameId() {
        return (int) INT.get(data, 8);
    }

    /** {@return the bucket of people} */
    public int bucket() {
        return (int) INT.get(data, 12);
    }

    /** {@return how many events there are} */
    public int events() {
        return (int) INT.get(data, 16);
    }

    /** {@return how many different people did them} */
    public int personCount() {
        return (int) INT.get(data, 20);
    }

    /** {@return when the first event happened, in milliseconds since the epoch} */
    public long firstMillis() {
        return (long) LONG.get(data, 24);
    }

    /** {@return when the last event happened, in milliseconds since the epoch; goes through all events} */
    public long lastMillis() {
        long last = firstMillis();
        for (Slice.Cursor cursor = cursor(); cursor.next(); ) {
            last = Math.max(last, cursor.millis());
        }
        return last;
    }

    /** {@return the people who did them; the caller's own} */
    public RoaringBitmap persons() {
        RoaringBitmapWriter<RoaringBitmap> persons =
                RoaringBitmapWriter.writer().optimiseForArrays().get();
        int person = (bucket() << 16) - 1;
        for (int i = 0, count = personCount(); i < count; i++) {
            person += 1 + gap(i);
            persons.add(person);
        }
        return persons.get();
    }

    /** {@return the last of the people who did them} */
    public int lastPerson() {
        int last = lastPerson;
        if (last == UNKNOWN) {
            last = (bucket() << 16) - 1;
            for (int i = 0, count = personCount(); i < count; i++) {
                last += 1 + gap(i);
            }
            lastPerson = last;
        }
        return last;
    }

    private int gap(int index) {
        long bit = (long) index * data[1] + HEADER_BYTES * 8L;
        return (int) ((long) LONG.get(data, (int) (bit >>> 3)) >>> (bit & 7)) & ((1 << data[1]) - 1);
    }

    int gapBits() {
        return data[1];
    }

    int recordBits() {
        return data[2] + 1;
    }

    int recordsAt() {
        return Math.toIntExact(HEADER_BYTES + bytes((long) personCount() * data[1]));
    }

    /** {@return a new cursor, before the first event} */
    public Slice.Cursor cursor() {
        return new PackedCursor(this, start(), events());
    }

    /**
     * A cursor for the events of some people.
     *
     * @param firstPerson the number of the first
     * @param lastPerson the number of the last; not below the first
     * @return a new cursor, before their first event
     */
    public Slice.Cursor cursor(int firstPerson, int lastPerson) {
        boolean all = lastPerson >= (bucket() << 16 | LAST_OF_BUCKET);
        PackedPlace from = place(firstPerson);
        return new PackedCursor(this, from, all ? events() : Math.max(from.event(), eventsBefore(lastPerson + 1)));
    }

    /**
     * Finds the events of a person.
     *
     * @param person their number
     * @return how many events there are of people of lower numbers
     */
    public int eventsBefore(int person) {
        return place(person).event();
    }

    private PackedPlace start() {
        return new PackedPlace(bucket() << 16, 0, 0, (bucket() << 16) - 1);
    }

    /** Goes on from the nearest place that is known: the same few are asked for again and again. */
    private PackedPlace place(int person) {
        PackedPlace[] known = places;
        PackedPlace nearest = start();
        for (PackedPlace place : known) {
            if (place.person() <= person && place.person() > nearest.person()) {
                nearest = place;
            }
        }
        if (nearest.person() >= person) {
            return nearest;
        }
        PackedPlace found = placeAfter(nearest, person);
        int kept = Math.min(known.length, MOST_PLACES - 1);
        PackedPlace[] more = Arrays.copyOfRange(known, known.length - kept, known.length + 1);
        more[kept] = found;
        places = more;
        return found;
    }

    private PackedPlace placeAfter(PackedPlace place, int person) {
        int people = place.people();
        int before = place.before();
        int count = personCount();
        while (people < count && before + 1 + gap(people) < person) {
            before += 1 + gap(people++);
        }
        long bit = recordsAt() * 8L + (long) place.event() * recordBits();
        int event = place.event();
        for (int next = place.people(), size = events(); event < size; event++) {
            next += data[(int) (bit >>> 3)] >>> (bit & 7) & 1;
            if (next > people) {
                break;
            }
            bit += recordBits();
        }
        return new PackedPlace(person, event, people, before);
    }
}
