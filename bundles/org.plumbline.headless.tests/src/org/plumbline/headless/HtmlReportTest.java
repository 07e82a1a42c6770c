package org.plumbline.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import javax.xml.parsers.DocumentBuilderFactory;

import org.eclipse.collections.api.factory.Lists;
import org.junit.jupiter.api.Test;
import org.plumbline.engine.contribution.Contribution;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.run.FigureOrigin;
import org.plumbline.engine.spi.FigureRenderer;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTest {
    private static final FigureRenderer SQUARE = (result, metadata) -> "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>" + result.quantity() + "</title><metadata>"
            + metadata.replace("&", "&amp;").replace("<", "&lt;") + "</metadata></svg>";

    private static String page(Supplier<FigureRenderer> renderer, AnalysisResult... results) {
        Contribution figure = new Contribution(ContributionKind.FIGURE, "square", "Square", "", "1", "test", Lists.immutable.empty(), renderer);
        FigureOrigin origin = FigureOrigin.of(new RunPlan("sample", "Sample", Lists.immutable.empty(), Lists.immutable.empty()), "my-run");
        StringWriter text = new StringWriter();
        try (PrintWriter out = new PrintWriter(text)) {
            new HtmlReport(new ContributionRegistry(List.of(figure), List.of()), SampleRun.of(results), origin, out).write();
        }
        return text.toString();
    }

    private static String all() {
        return page(() -> SQUARE, SampleRun.all().toArray(new AnalysisResult[0]));
    }

    /** The page is written so that it is HTML and XML, and an XML parser is strict. */
    private static Document parse(String page) throws Exception {
        assertThat(page).startsWith("<!DOCTYPE html>\n").endsWith("</html>\n");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader(page.substring(page.indexOf('\n')))));
    }

    private static List<String> texts(Document page, String tag) {
        List<String> texts = new ArrayList<>();
        NodeList found = page.getElementsByTagName(tag);
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent());
        }
        return texts;
    }

    @Test
    void thePageIsWellFormedAndInOrder() throws Exception {
        Document page = parse(all());
        assertThat(texts(page, "h2")).containsExactly("Conclusions", "Estimates", "Series", "Figures and tables", "Trials", "Where it was made");
        assertThat(texts(page, "h1")).containsExactly("A run, " + SampleRun.NASTY);
        assertThat(page.getElementsByTagName("script").getLength()).isZero();
        assertThat(texts(page, "caption")).containsExactly("Rivals");
        assertThat(texts(page, "h3")).containsExactly("regime label", "maxNorm(A) label", "Q label", "testLoss label", "path label");
        assertThat(texts(page, "li")).contains("p < 0.01 & so on");
        assertThat(all()).contains("25 &amp; more").doesNotContain("src=", "http://localhost");
    }

    @Test
    void eachEstimateNamesItsTrials() throws Exception {
        Document page = parse(all());
        assertThat(texts(page, "summary")).containsExactly("2 trials", "2 trials");
        Element details = (Element) page.getElementsByTagName("details").item(0);
        assertThat(details.hasAttribute("open")).isFalse();
        assertThat(texts(page, "details").get(0)).contains("aaaaaaaa", "cccccccc");
        Element link = (Element) details.getElementsByTagName("a").item(0);
        assertThat(link.getAttribute("href")).as("a trial that the page lists").isEqualTo("#t-aaaaaaaaaaaa");
        assertThat(details.getElementsByTagName("a").getLength()).as("one that it does not list has no link").isEqualTo(1);
        assertThat(all()).contains("id=\"t-aaaaaaaaaaaa\"", "least squares &amp; a");
    }

    @Test
    void whatHasPointsOrCurvesHasAFigureWithItsOrigin() throws Exception {
        Document page = parse(all());
        assertThat(texts(page, "figure")).hasSize(4);
        assertThat(texts(page, "figcaption").get(0)).isEqualTo("maxNorm(A) label. exponent of maxNorm(A) in depth: -0.503 [-0.530, -0.476] at 95%.");
        assertThat(texts(page, "metadata").get(0)).contains("\"run\":\"my-run\"", "limits/maxNorm(A)", "cccccccccccc", "\"identity\"");
        assertThat(texts(page, "title")).doesNotContain("regime", "drift");
    }

    @Test
    void aMapHasAFigureAndATable() throws Exception {
        Document page = parse(page(() -> SQUARE, SampleRun.map()));
        assertThat(texts(page, "figure")).hasSize(1);
        assertThat(texts(page, "caption")).containsExactly("accuracy & more, over depth");
        assertThat(texts(page, "metadata").get(0)).contains("aaaaaaaaaaaa", "cccccccccccc");
        assertThat(texts(page, "td")).contains("0.1250", "0.3333 (1 of 2)", "none (0 of 2)");
    }

    @Test
    void aConclusionAloneIsAllThereIs() throws Exception {
        Document page = parse(page(() -> SQUARE, SampleRun.verdict(false)));
        assertThat(texts(page, "h2")).containsExactly("Conclusions", "Figures and tables", "Trials", "Where it was made");
        assertThat(all()).contains("class=\"verdict\"");
        assertThat(page(() -> SQUARE, SampleRun.verdict(false))).contains("class=\"verdict undecided\"").doesNotContain(">none<");
    }

    @Test
    void aRendererThatFailsCostsNoMoreThanItsFigure() throws Exception {
        FigureRenderer broken = (result, metadata) -> {
            throw new IllegalStateException("no <ink>");
        };
        assertThat(texts(parse(page(() -> broken, SampleRun.exponent())), "figure").get(0)).contains("cannot be drawn", "no <ink>");
    }
}
