package org.plumbline.exporters.tensorboard;

import java.util.ArrayList;
import java.util.List;

import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;

/**
 * A trial as TensorBoard's events. What is known of a trial that goes on is the beginning of what is known of it in the end.
 * <p>Source: tensorflow/core/util/event.proto and framework/summary.proto; tensorboard/plugins/hparams/plugin_data.proto; field numbers below are theirs. Scalars are
 * {@code simple_value}, which is single precision. Wall times are the start of the run and the share of the trial's seconds, so
 * that trials can be compared.</p>
 */
final class Events {
    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int SUMMARY_VALUE = 1;
    private static final int TAG = 1;
    private static final int SIMPLE_VALUE = 2;
    private static final int TENSOR = 8;
    private static final int METADATA = 9;
    private static final int FLOATS = 1;
    private static final int STRINGS = 7;
    private static final int SESSION_START = 3;
    private static final int SESSION_END = 4;
    private static final int SUCCESS = 1;
    private static final int FAILURE = 2;

    private Events() {
    }

    /**
     * The events of a trial, in the order of the file.
     *
     * @param start of the run, seconds since 1970
     */
    static List<byte[]> of(TrialRecord record, double start) {
        List<byte[]> events = new ArrayList<>();
        events.add(new Protobuf().real(WALL_TIME, start).text(FILE_VERSION, "brain.Event:2").toBytes());
        events.add(text("trial", table(record), start));
        events.add(hyperparameters(record, start));
        int epochs = record.epochLosses().size();
        double seconds = Double.isFinite(record.seconds()) ? record.seconds() : 0;
        for (int epoch = 1; epoch <= epochs; epoch++) {
            events.add(scalar("loss/epoch", epoch, record.epochLosses().get(epoch - 1), start + seconds * epoch / epochs));
        }
        if (record.state().isFinal()) {
            double end = start + seconds;
            if (record.state() == TrialState.DONE) {
                events.add(scalar("loss/final", epochs, record.finalLoss(), end));
            }
            events.add(scalar("trial/steps", epochs, record.steps(), end));
            events.add(scalar("trial/seconds", epochs, seconds, end));
            record.measurements().forEachKeyValue((quantity, value) -> events.add(scalar("measurement/" + quantity, epochs, value, end)));
            events.add(text("outcome", record.state() + (record.message().isEmpty() ? "" : ": " + record.message()), end));
            events.add(session("session_end_info", SESSION_END, new Protobuf().integer(1, record.state() == TrialState.DONE ? SUCCESS : FAILURE)
                    .real(2, end), end));
        }
        return events;
    }

    /** The cell and the identity of a trial, as a table in Markdown. */
    private static String table(TrialRecord record) {
        StringBuilder text = new StringBuilder("| | |\n|---|---|\n");
        record.cell().forEachKeyValue((axis, value) -> text.append(line(axis, value)));
        return text.append(line("seed", Long.toString(record.seed()))).append(line("depth", Integer.toString(record.depth())))
                .append(line("id", record.id())).toString();
    }

    private static String line(String name, String value) {
        return "| " + name.replace("|", "\\|") + " | " + value.replace("|", "\\|").replaceAll("\\R", " ") + " |\n";
    }

    private static byte[] scalar(String tag, long step, double value, double time) {
        return event(step, time, new Protobuf().text(TAG, tag).real(SIMPLE_VALUE, (float) value));
    }

    /** A text of one cell for the text plug-in: a tensor of shape [1] of strings. */
    private static byte[] text(String tag, String text, double time) {
        Protobuf shape = new Protobuf().message(2, new Protobuf().integer(1, 1));
        Protobuf tensor = new Protobuf().integer(1, STRINGS).message(2, shape).text(8, text);
        Protobuf metadata = new Protobuf().message(1, new Protobuf().text(1, "text"));
        return event(0, time, new Protobuf().text(TAG, tag + "/text_summary").message(TENSOR, tensor).message(METADATA, metadata));
    }

    /** The cell for the plug-in of hyperparameters, which shows trials as a table: numbers as numbers, all else as text. */
    private static byte[] hyperparameters(TrialRecord record, double start) {
        Protobuf info = new Protobuf();
        record.cell().forEachKeyValue((axis, value) -> info.message(1, new Protobuf().text(1, axis).message(2, value(value))));
        info.message(1, new Protobuf().text(1, "seed").message(2, value(Long.toString(record.seed()))));
        return session("session_start_info", SESSION_START, info.text(4, record.id()).real(5, start), start);
    }

    private static Protobuf value(String text) {
        try {
            double number = Double.parseDouble(text);
            return Double.isFinite(number) ? new Protobuf().real(2, number) : new Protobuf().text(3, text);
        } catch (NumberFormatException e) {
            return new Protobuf().text(3, text);
        }
    }

    private static byte[] session(String name, int field, Protobuf info, double time) {
        Protobuf plugin = new Protobuf().text(1, "hparams").message(2, new Protobuf().message(field, info));
        Protobuf nothing = new Protobuf().integer(1, FLOATS).message(2, new Protobuf());
        return event(0, time, new Protobuf().text(TAG, "_hparams_/" + name).message(TENSOR, nothing).message(METADATA, new Protobuf().message(1, plugin)));
    }

    private static byte[] event(long step, double time, Protobuf value) {
        return new Protobuf().real(WALL_TIME, time).integer(STEP, step).message(SUMMARY, new Protobuf().message(SUMMARY_VALUE, value))
                .toBytes();
    }
}
