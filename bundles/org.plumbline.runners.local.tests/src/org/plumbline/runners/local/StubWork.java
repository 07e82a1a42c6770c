package org.plumbline.runners.local;

import java.nio.file.Path;

import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.spi.Runner;
import org.plumbline.engine.trial.TrialRequest;

/** The work of a run that wants its trials to go on, and expects to be told of nothing. */
class StubWork implements Runner.Work {

    @Override
    public void execute(TrialPlan trial) {
        throw new AssertionError("nothing is to be executed here");
    }

    @Override
    public Path folder() {
        return Path.of(".");
    }

    @Override
    public int threads() {
        return 1;
    }

    @Override
    public boolean packs() {
        return false;
    }

    @Override
    public double checkpointSeconds() {
        return 1;
    }

    @Override
    public TrialRequest request(TrialPlan trial) {
        return TrialRequest.GO_ON;
    }

    @Override
    public boolean take(TrialPlan trial) {
        return true;
    }

    @Override
    public void started(TrialPlan trial) {
        throw new AssertionError("told of a start");
    }

    @Override
    public void progress(TrialPlan trial, int epoch, long steps, double loss) {
        throw new AssertionError("told of progress");
    }

    @Override
    public void ended(TrialPlan trial, TrialRecord record) {
        throw new AssertionError("told of an end");
    }

    @Override
    public void lost(TrialPlan trial, String cause) {
        throw new AssertionError("told of a loss: " + cause);
    }

    @Override
    public void notice(String text) {
        throw new AssertionError(text);
    }

    @Override
    public boolean isStopping() {
        return false;
    }
}
