/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

/**
 * Sums per variant, phase and day, each of what was added on the day: people on the day of their first exposure, and by how
 * much an event changed the sums on the day of the event. So the sums up to any day are what a report on that day would have
 * shown. Six numbers a cell, in the order of {@link Cell}.
 */
public final class Cells {

    private static final int NUMBERS = 6;
    static final int BYTES_A_CELL = NUMBERS * Double.BYTES;

    private final int phases;
    private final int days;
    private final double[] sums;

    Cells(Frame frame) {
        this.phases = frame.phases().size();
        this.days = frame.days().size();
        this.sums = new double[frame.cells() * NUMBERS];
    }

    Cells(Frame frame, double[] sums) {
        this(frame);
        System.arraycopy(sums, 0, this.sums, 0, this.sums.length);
    }

    double[] sums() {
        return sums.clone();
    }

    /** The cells of as many phases as a frame has, which has the same variants and days. */
    Cells ofPhases(Frame frame, int from) {
        Cells some = new Cells(frame);
        for (int variant = 0; variant < frame.variants().size(); variant++) {
            System.arraycopy(
                    sums, cell(variant, from, 0), some.sums, some.cell(variant, 0, 0), some.phases * days * NUMBERS);
        }
        return some;
    }

    void addPerson(int variant, int phase, int day, double x) {
        int cell = cell(variant, phase, day);
        sums[cell]++;
        sums[cell + 3] += x;
        sums[cell + 4] += x * x;
    }

    /** A value that was another before. */
    void change(int variant, int phase, int day, double from, double to, double x) {
        int cell = cell(variant, phase, day);
        sums[cell + 1] += to - from;
        sums[cell + 2] += to * to - from * from;
        sums[cell + 5] += (to - from) * x;
    }

    /** A second value that was another before. */
    void changeSecond(int variant, int phase, int day, double from, double to, double y) {
        int cell = cell(variant, phase, day);
        sums[cell + 3] += to - from;
        sums[cell + 4] += to * to - from * from;
        sums[cell + 5] += (to - from) * y;
    }

    void plus(Cells other) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.sums[i];
        }
    }

    /**
     * The sums of a variant in a phase.
     *
     * @param variant the place of the variant
     * @param phase the place of the phase
     * @param throughDay the place of the last day that counts
     * @return the sums up to the end of that day
     */
    public Cell through(int variant, int phase, int throughDay) {
        double[] total = new double[NUMBERS];
        for (int day = 0; day <= throughDay; day++) {
            int cell = cell(variant, phase, day);
            for (int i = 0; i < NUMBERS; i++) {
                total[i] += sums[cell + i];
            }
        }
        return new Cell(total[0], total[1], total[2], total[3], total[4], total[5]);
    }

    /**
     * The people of a day.
     *
     * @param variant the place of the variant
     * @param phase the place of the phase
     * @param day the place of the day
     * @return how many people were exposed for the first time on that day
     */
    public long people(int variant, int phase, int day) {
        return Math.round(sums[cell(variant, phase, day)]);
    }

    private int cell(int variant, int phase, int day) {
        return ((variant * phases + phase) * days + day) * NUMBERS;
    }
}
