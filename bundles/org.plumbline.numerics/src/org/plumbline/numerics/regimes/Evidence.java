package org.plumbline.numerics.regimes;

import java.util.Optional;

import org.plumbline.numerics.regression.Interval;

/**
 * One number that a verdict rests on, and what it says.
 *
 * @param quantity   what it is, in words and symbols
 * @param estimate   mean over seeds
 * @param interval   over seeds; empty if there is none
 * @param conclusion in plain words
 */
public record Evidence(String quantity, double estimate, Optional<Interval> interval, String conclusion) {
}
