package org.plumbline.model.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files from anywhere: nothing but the file itself is opened, and no file takes long or much memory. */
class ExperimentHardeningTest {

    private final AtomicInteger hits = new AtomicInteger();
    private ServerSocket server;
    private Thread acceptor;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        acceptor = Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    hits.incrementAndGet();
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    @AfterEach
    void nobodyCalled() throws Exception {
        server.close();
        acceptor.join();
        assertThat(hits).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'URL'>]>",
        "<!DOCTYPE x SYSTEM 'URL'>",
        "<!DOCTYPE x [<!ENTITY % e SYSTEM 'URL'> %e;]>",
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'FILE'>]>",
        "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]>"})
    void doctypeIsRefused(String doctype, @TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "SECRET");
        String text = golden().replace("?>\n", "?>\n" + doctype.replace("URL", url()).replace("FILE", secret.toUri().toString()))
                .replace("title=\"", "title=\"&e;");
        assertThat(refused(text).getMessage()).contains("DOCTYPE").doesNotContain("SECRET");
    }

    @Test
    void billionLaughsEndsAtOnce() throws IOException {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE x [<!ENTITY l0 'ha'>");
        for (int i = 1; i < 30; i++) {
            laughs.append("<!ENTITY l").append(i).append(" '").append(("&l" + (i - 1) + ";").repeat(10)).append("'>");
        }
        String text = golden().replace("?>\n", "?>\n" + laughs + "]>").replace("title=\"", "title=\"&l29;");
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> refused(text));
    }

    @Test
    void hrefsAreRefused() throws IOException {
        for (String href : new String[] {url() + "#dataset", "file:///etc/passwd#/", "other.experiment#dataset",
            "platform:/resource/x#/"}) {
            String single = golden().replace("<connections source=\"dataset\" target=\"training\" type=\"DATA\"/>",
                    "<connections target='training'><source xsi:type='experiment:Dataset' href='" + href + "'/></connections>");
            assertThat(refused(single).getMessage()).contains("another document").contains(href);
            String contained = golden().replace("<sweep mode=\"PRODUCT\">", "<sweep href='" + href + "'>");
            assertThat(refused(contained).getMessage()).contains("another document");
            String attribute = golden().replace("source=\"dataset\"", "source=\"experiment:Dataset " + href + "\"");
            assertThat(refused(attribute).getMessage()).contains(href.substring(0, 5));
        }
    }

    @Test
    void schemaLocationsAndForeignNamespacesAreNotFetched() throws IOException {
        String located = golden().replace("xmi:version", "xsi:schemaLocation='urn:plumbline:experiment:1 " + url()
                + "' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xmi:version")
                .replaceFirst(" xmlns:xsi=\"[^\"]*\"", "");
        assertThat(refused(located).getMessage()).contains("another document");
        String foreign = golden().replace("experiment:Optimiser", "f:Optimiser")
                .replace("xmi:version", "xmlns:f='" + url() + "' xmi:version");
        assertThat(refused(foreign).getMessage()).contains(url());
        assertThat(refused(golden().replace("<components ", "<components xmi:id='a' ")).getMessage()).contains("xmi:id");
    }

    @Test
    void resolvingEverythingOfAnAcceptedFileCallsNobody() throws IOException {
        String text = golden().replace("value=\"0.01\"", "value=\"" + url() + "\"")
                .replace("?>\n", "?>\n<?xml-stylesheet href='" + url() + "'?>\n");
        ExperimentDocument document = new ExperimentReader().read(bytes(text), "x");
        EcoreUtil.resolveAll(document.experiment().eResource());
        assertThat(document.experiment().eResource().getResourceSet().getResources()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {33, 20_000})
    void deepNestingIsRefusedAtOnce(int depth) throws IOException {
        String nested = "<components>".repeat(depth) + "</components>".repeat(depth);
        String text = golden().replace("    <sweep", nested + "    <sweep");
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5),
                () -> assertThat(refused(text).getMessage()).contains("nested more than 32"));
    }

    @Test
    void largeListIsRead() throws IOException {
        int count = 100_000;
        StringBuilder values = new StringBuilder();
        for (int i = 0; i < count; i++) {
            values.append("<values>").append(i + 3).append("</values>\n");
        }
        String text = golden().replaceFirst("<values xsi:type=\"experiment:GeometricValues\".*?/>",
                "<values xsi:type='experiment:ListValues'>" + values + "</values>");
        ExperimentDocument document = new ExperimentReader().read(bytes(text), "x");
        assertThat(document.problems()).isEmpty();
    }

    @Test
    void manyReferencesTakeLinearTime() throws IOException {
        StringBuilder components = new StringBuilder();
        StringBuilder connections = new StringBuilder();
        for (int i = 0; i < 30_000; i++) {
            components.append("<components xsi:type='experiment:Analysis' id='a" + i + "' contribution='c'/>\n");
            connections.append("<connections source='training' target='a" + i + "' type='TRAINED'/>\n");
        }
        String first = "    <connections source=\"dataset\"";
        String text = golden().replace(first, components.append(connections) + first);
        // About 1 s; 50 s if every reference walks the file.
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20),
                () -> assertThat(new ExperimentReader().read(bytes(text), "x").problems()).isEmpty());
    }

    @Test
    void hugeFileIsRefusedWithoutReadingItToItsEnd() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return ' ';
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                java.util.Arrays.fill(buffer, offset, offset + length, (byte) ' ');
                return length;
            }
        };
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertThat(Assertions.assertThrows(
                ExperimentFormatException.class, () -> new ExperimentReader().read(endless, "big.experiment")).getMessage())
                .isEqualTo("big.experiment: larger than 16 MiB, the most that is read"));
    }

    private String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/x";
    }

    private static String golden() throws IOException {
        return new String(ExperimentWriterTest.golden(), StandardCharsets.UTF_8);
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ExperimentFormatException refused(String text) {
        return Refusals.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
