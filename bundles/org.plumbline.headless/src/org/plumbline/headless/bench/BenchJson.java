package org.plumbline.headless.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.google.gson.GsonBuilder;

/** The results as one JSON object, printed at the end. */
final class BenchJson extends BenchReport {
    private final Map<String, Object> document = new LinkedHashMap<>();
    private final List<Map<String, Object>> cases = new ArrayList<>();

    BenchJson(PrintWriter out) {
        super(out);
    }

    @Override
    void start(PeerIdentity peer, MachinePeak peak, int repeats) {
        document.put("machine", machine());
        document.put("peer", peer);
        document.put("repeats", repeats);
        document.put("cases", cases);
    }

    @Override
    void add(CaseResult result) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("id", result.id());
        one.put("title", result.title());
        one.put("flops", result.work().flops());
        one.put("bytes", result.work().bytes());
        one.put("counted", result.work().counted());
        one.put("peakGflops", result.peakFlops());
        one.put("peakGbytes", result.peakBytes());
        one.put("load", result.load());
        one.put("note", result.note());
        one.put("cpuMs", result.cpuMs());
        one.put("wallMs", result.wallMs());
        one.put("fractionOfPeakFlops", result.fractionOfFlops());
        one.put("fractionOfTriadBandwidth", result.fractionOfBytes());
        one.put("peers", result.peers().stream().map(BenchJson::row).toList());
        cases.add(one);
    }

    private static Map<String, Object> row(PeerRow row) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("name", row.name());
        one.put("note", row.note());
        one.put("cpuMs", row.cpuMs());
        one.put("wallMs", row.wallMs());
        one.put("cpuRatio", row.cpuRatio());
        one.put("wallRatio", row.wallRatio());
        one.put("digits", row.digits());
        one.put("floor", row.floor());
        one.put("counts", row.counts());
        one.put("verdict", row.verdict().name().toLowerCase(Locale.ROOT));
        return one;
    }

    @Override
    void end() {
        out().println(new GsonBuilder().setPrettyPrinting().create().toJson(document));
        out().flush();
    }
}
