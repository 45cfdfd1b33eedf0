/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.pack;

import io.waymark.analytics.chunk.ValueColumn;
import io.waymark.analytics.event.PropertyValue;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The values that one property has in the events of a chunk, in their order. Immutable.
 *
 * <p>Numbers are little-endian, bits are counted from the lowest of the first byte. {@code N} is the number of events,
 * {@code D} that of different values.
 *
 * <ol>
 *   <li>Byte 0: the version of this layout, 1. Byte 1: {@code b}, the bits of a code, at most 24: as many as {@code D}
 *       needs. Bytes 2 and 3: zero.
 *   <li>Bytes 4 to 7: CRC-32C of all bytes but these four.
 *   <li>Bytes 8 to 31: the number of the property; the checksum of the {@link PackedEvents} that these values are of,
 *       {@code N}, {@code D}, the bytes of the next part, and how many these are without compression, four bytes each.
 *   <li>The values, in the format of zlib (RFC 1950), those of less than 128 bytes uncompressed: for each, by code from 1,
 *       how many events have it; then the length of each; then all of them as JSON, in UTF-8, in the order of code points. A
 *       number has seven bits a byte, the lowest first; the upper bit is set where another byte follows.
 *   <li>{@code N} codes of {@code b} bits, 0 where an event has no value; filled up to a whole byte.
 *   <li>Eight bytes of zero, so that eight bytes can be read at the start of anything.
 * </ol>
 */
public final class PackedValues implements ValueColumn {

    static final int MAX_VALUES = (1 << 24) - 1;

    private static final int KEPT_AS_TEXT = 10_000;
    private static final byte VERSION = 1;
    private static final int HEADER_BYTES = 32;
    private static final int PADDING_BYTES = 8;
    private static final int MAX_VARINT_BYTES = 5;

    /** To compress so little takes longer than anything else, for a few bytes. */
    private static final int SMALL_BYTES = 128;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] data;
    private final PackedValues whole;
    private final long firstBit;
    private final int codeBits;
    private final long codeMask;
    private volatile @Nullable Values read;

    private PackedValues(byte[] data) {
        this.data = data;
        this.whole = this;
        this.codeBits = data[1];
        this.codeMask = (1L << codeBits) - 1;
        this.firstBit = (HEADER_BYTES + (int) INT.get(data, 24)) * 8L;
    }

    private PackedValues(PackedValues of, int firstEvent) {
        this.data = of.data;
        this.whole = of.whole;
        this.codeBits = of.codeBits;
        this.codeMask = of.codeMask;
        this.firstBit = of.firstBit + (long) firstEvent * codeBits;
    }

    /**
     * The values of some of the events.
     *
     * @param firstEvent the place of the first event
     * @return the values of that one and those after it
     */
    public ValueColumn from(int firstEvent) {
        return new PackedValues(this, firstEvent);
    }

    /** The values by code, read when they are first asked for. Of many values, only the numbers are kept as such. */
    private static final class Values {

        private final byte[] raw;
        private final int[] starts;
        private final int[] counts;
        private final String @Nullable [] json;
        private final @Nullable PropertyValue @Nullable [] values;
        private volatile double @Nullable [] numbers;

        private Values(byte[] raw, int size, int events) {
            ByteBuffer buffer = ByteBuffer.wrap(raw);
            this.raw = raw;
            this.counts = new int[size + 1];
            this.starts = new int[size + 2];
            counts[0] = events;
            for (int code = 1; code <= size; code++) {
                counts[code] = varint(buffer);
                counts[0] -= counts[code];
            }
            for (int code = 1; code <= size; code++) {
                starts[code + 1] = varint(buffer);
            }
            starts[1] = buffer.position();
            for (int code = 1; code <= size; code++) {
                starts[code + 1] += starts[code];
            }
            this.json = size <= KEPT_AS_TEXT ? new String[size + 1] : null;
            this.values = size <= KEPT_AS_TEXT ? new @Nullable PropertyValue[size + 1] : null;
            for (int code = 1; json != null && values != null && code <= size; code++) {
                json[code] = read(code);
                values[code] = PropertyValue.ofJson(json[code]);
            }
        }

        private String json(int code) {
            return code == 0 ? "null" : json == null ? read(code) : json[code];
        }

        private @Nullable PropertyValue value(int code) {
            return code == 0 ? null : values == null ? PropertyValue.ofJson(read(code)) : values[code];
        }

        private String read(int code) {
            return new String(raw, starts[code], starts[code + 1] - starts[code], StandardCharsets.UTF_8);
        }

        private double[] numbers() {
            double[] known = numbers;
            if (known == null) {
                known = new double[counts.length];
                Arrays.setAll(known, code -> ValueColumn.number(value(code)));
                numbers = known;
            }
            return known;
        }
    }

    private Values values() {
        Values known = whole.read;
        if (known == null) {
            known = new Values(inflated(data), size(), events());
            whole.read = known;
        }
        return known;
    }

    /** The values of these events, in the order of code points, by code from 1 on, and the code of each event. */
    static PackedValues pack(int property, PackedEvents events, List<String> values, int[] codes) {
        byte[] raw = raw(values, codes);
        byte[] deflated = deflated(raw);
        int codeBits = 32 - Integer.numberOfLeadingZeros(values.size());
        long size = HEADER_BYTES + deflated.length + PackedEvents.bytes((long) codes.length * codeBits) + PADDING_BYTES;
        byte[] data = new byte[Math.toIntExact(size)];
        data[0] = VERSION;
        data[1] = (byte) codeBits;
        INT.set(data, 8, property);
        INT.set(data, 12, events.checksum());
        INT.set(data, 16, codes.length);
        INT.set(data, 20, values.size());
        INT.set(data, 24, deflated.length);
        INT.set(data, 28, raw.length);
        System.arraycopy(deflated, 0, data, HEADER_BYTES, deflated.length);
        long bit = (HEADER_BYTES + deflated.length) * 8L;
        for (int code : codes) {
            int at = (int) (bit >>> 3);
            LONG.set(data, at, (long) LONG.get(data, at) | (long) code << (bit & 7));
            bit += codeBits;
        }
        INT.set(data, 4, checksumOf(data));
        return new PackedValues(data);
    }

    private static byte[] raw(List<String> values, int[] codes) {
        int[] counts = new int[values.size() + 1];
        for (int code : codes) {
            counts[code]++;
        }
        byte[][] texts = new byte[values.size()][];
        int bytes = 0;
        for (int i = 0; i < texts.length; i++) {
            texts[i] = values.get(i).getBytes(StandardCharsets.UTF_8);
            bytes += texts[i].length + varintBytes(texts[i].length) + varintBytes(counts[i + 1]);
        }
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        for (int code = 1; code < counts.length; code++) {
            putVarint(buffer, counts[code]);
        }
        for (byte[] text : texts) {
            putVarint(buffer, text.length);
        }
        for (byte[] text : texts) {
            buffer.put(text);
        }
        return buffer.array();
    }

    private static byte[] deflated(byte[] raw) {
        Deflater deflater =
                new Deflater(raw.length < SMALL_BYTES ? Deflater.NO_COMPRESSION : Deflater.DEFAULT_COMPRESSION);
        try {
            deflater.setInput(raw);
            deflater.finish();
            byte[] deflated = new byte[raw.length + raw.length / 1000 + 64];
            return Arrays.copyOf(deflated, deflater.deflate(deflated));
        } finally {
            deflater.end();
        }
    }

    private static byte[] inflated(byte[] data) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(data, HEADER_BYTES, (int) INT.get(data, 24));
            byte[] raw = new byte[(int) INT.get(data, 28)];
            if (inflater.inflate(raw) != raw.length) {
                throw new UnreadableChunkException("The values of its column are not what the header says");
            }
            return raw;
        } catch (DataFormatException e) {
            throw new UnreadableChunkException("The values of its column cannot be read", e);
        } finally {
            inflater.end();
        }
    }

    /**
     * A column without any value.
     *
     * @param property the number of the property
     * @param events the events that it is of
     * @return the column
     */
    public static PackedValues none(int property, PackedEvents events) {
        return pack(property, events, List.of(), new int[events.events()]);
    }

    /**
     * Reads values that were written down before.
     *
     * @param data what {@link #bytes()} returned; not to be changed any more
     * @param property the number of the property that is expected
     * @param events the number of events that is expected
     * @return the values
     * @throws UnreadableChunkException if they are not those, if the layout is of another version, or if anything in it was
     *     changed since
     */
    public static PackedValues of(byte[] data, int property, int events) {
        if (data.length < HEADER_BYTES + PADDING_BYTES) {
            throw new UnreadableChunkException("Its column has only " + data.length + " bytes");
        }
        if (data[0] != VERSION) {
            throw new UnreadableChunkException(
                    "The layout of its column is of version " + data[0] + ", not " + VERSION);
        }
        if ((int) INT.get(data, 4) != checksumOf(data)) {
            throw new UnreadableChunkException("The checksum of its column is wrong");
        }
        int size = (int) INT.get(data, 20);
        long bytes = (int) INT.get(data, 24);
        if (data[1] != 32 - Integer.numberOfLeadingZeros(size)
                || HEADER_BYTES + bytes + PackedEvents.bytes((long) (int) INT.get(data, 16) * data[1]) + PADDING_BYTES
                        != data.length) {
            throw new UnreadableChunkException("The size of its column is not what the header says");
        }
        if ((int) INT.get(data, 8) != property || (int) INT.get(data, 16) != events) {
            throw new UnreadableChunkException(
                    "Its column is not of property " + property + " of " + events + " events");
        }
        return new PackedValues(data);
    }

    private static int checksumOf(byte[] data) {
        CRC32C checksum = new CRC32C();
        checksum.update(data, 0, 4);
        checksum.update(data, 8, data.length - 8);
        return (int) checksum.getValue();
    }

    /**
     * Makes sure that these values are of some events.
     *
     * @param events the events
     * @return this
     * @throws UnreadableChunkException if they are of others
     */
    public PackedValues expect(PackedEvents events) {
        if ((int) INT.get(data, 12) != events.checksum()) {
            throw new UnreadableChunkException("Its column is of other events");
        }
        return this;
    }

    /** {@return the values as bytes; not to be changed} */
    public byte[] bytes() {
        return data;
    }

    /** {@return how many bytes all of this takes in memory, about} */
    public int sizeInMemory() {
        int raw = (int) INT.get(data, 28);
        return data.length + raw + 16 * size() + (size() <= KEPT_AS_TEXT ? raw + 128 * size() : 0);
    }

    /** {@return how many events there are} */
    public int events() {
        return (int) INT.get(data, 16);
    }

    @Override
    public int size() {
        return (int) INT.get(data, 20);
    }

    @Override
    public @Nullable PropertyValue value(int code) {
        return values().value(code);
    }

    @Override
    public double number(int code) {
        return values().numbers()[code];
    }

    /**
     * Reads a value.
     *
     * @param code its code
     * @return the value as it was given, as JSON
     */
    public String json(int code) {
        return values().json(code);
    }

    @Override
    public int count(int code) {
        return values().counts[code];
    }

    @Override
    public int code(int event) {
        long bit = firstBit + (long) event * codeBits;
        return (int) ((long) LONG.get(data, (int) (bit >>> 3)) >>> (bit & 7) & codeMask);
    }

    private static int varintBytes(int number) {
        return number == 0 ? 1 : (38 - Integer.numberOfLeadingZeros(number)) / 7;
    }

    private static void putVarint(ByteBuffer buffer, int number) {
        int rest = number;
        while (rest >= 0x80) {
            buffer.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        buffer.put((byte) rest);
    }

    private static int varint(ByteBuffer buffer) {
        int number = 0;
        for (int i = 0; i < MAX_VARINT_BYTES; i++) {
            int next = buffer.get();
            number |= (next & 0x7f) << 7 * i;
            if (next >= 0) {
                break;
            }
        }
        return number;
    }
}
