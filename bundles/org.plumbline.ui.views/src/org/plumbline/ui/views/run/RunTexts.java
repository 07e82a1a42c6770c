package org.plumbline.ui.views.run;

import java.util.Locale;

import org.plumbline.engine.result.TrialState;
import org.plumbline.ui.core.run.RunSnapshot;
import org.plumbline.ui.core.run.TrialRow;

/** What the run monitor says. */
final class RunTexts {
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;
    private static final int SHORT_ID = 8;

    private RunTexts() {
    }

    /** @return for example {@code 37 of 75 trials  ·  12 s  ·  about 20 s left} */
    static String status(RunSnapshot run) {
        StringBuilder text = new StringBuilder(run.phase().text()).append("  ·  ").append(run.finished()).append(" of ")
                .append(run.rows().size()).append(" trials");
        if (!Double.isNaN(run.elapsed())) {
            text.append("  ·  ").append(duration(run.elapsed()));
        }
        run.remaining().ifPresent(seconds -> text.append(seconds < 1 ? "  ·  less than 1 s left" : "  ·  about " + duration(seconds) + " left"));
        for (TrialState state : new TrialState[] {TrialState.DIVERGED, TrialState.FAILED}) {
            int count = run.rows().count(r -> r.state() == state);
            if (count > 0) {
                text.append("  ·  ").append(count).append(' ').append(state.name().toLowerCase(Locale.ROOT));
            }
        }
        return run.message().isEmpty() ? text.toString() : text + "  ·  " + run.message();
    }

    static String duration(double seconds) {
        long whole = Math.round(seconds);
        if (seconds < 10) {
            return seconds < 1 ? Math.round(1000 * seconds) + " ms" : String.format(Locale.ROOT, "%.1f s", seconds);
        }
        return whole < MINUTE ? whole + " s" : whole < HOUR ? whole / MINUTE + " min " + whole % MINUTE + " s"
                : whole / HOUR + " h " + whole % HOUR / MINUTE + " min";
    }

    static String[] columns(TrialRow row) {
        String cell = row.trial().cell().keyValuesView()
                .collect(p -> p.getOne().substring(p.getOne().indexOf('.') + 1) + " " + p.getTwo()).makeString(", ");
        return new String[] {cell.isEmpty() ? "—" : cell, Long.toString(row.trial().seed()),
                row.state().name().toLowerCase(Locale.ROOT), row.epoch() == 0 ? "" : Integer.toString(row.epoch()),
                Double.isNaN(row.loss()) ? "" : String.format(Locale.ROOT, "%.4g", row.loss()),
                Double.isNaN(row.seconds()) ? "" : duration(row.seconds()), row.trial().id().substring(0,
                        Math.min(SHORT_ID, row.trial().id().length())), row.message()};
    }
}
