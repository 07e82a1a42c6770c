package org.plumbline.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.plumbline.rules.SourceTree.BundleSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What plug-in writers and readers of files rely on is documented: every extension point and every part of the model. */
class DocumentationTest {
    private static final int SENTENCE = 12;
    /** Length of the shortest version, such as 0.1. */
    private static final int VERSION = 3;

    @Test
    void everyExtensionPointHasASchema() throws Exception {
        List<String> wrong = new ArrayList<>();
        int points = 0;
        for (BundleSource bundle : SourceTree.bundles()) {
            for (Path plugin : bundle.files("/plugin.xml")) {
                for (Element point : elements(parse(plugin), "extension-point")) {
                    points++;
                    Path schema = bundle.folder().resolve(point.getAttribute("schema"));
                    if (point.getAttribute("schema").isEmpty() || !schema.toFile().isFile()) {
                        wrong.add(bundle.name() + ": extension point " + point.getAttribute("id") + " has no schema");
                    }
                }
            }
        }
        assertThat(points).as("extension points").isGreaterThanOrEqualTo(9);
        assertThat(wrong).isEmpty();
    }

    @Test
    void schemasSayWhatEverythingIsForWithAnExample() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (BundleSource bundle : SourceTree.bundles()) {
            for (Path schema : bundle.files(".exsd")) {
                Document document = parse(schema);
                String name = schema.getFileName().toString();
                for (String section : List.of("since", "examples", "apiinfo", "implementation")) {
                    if (section(document, section).length() < (section.equals("since") ? VERSION : SENTENCE)) {
                        wrong.add(name + ": section '" + section + "' is empty");
                    }
                }
                String example = section(document, "examples");
                boolean made = elements(document, "attribute").stream().anyMatch(a -> a.getAttribute("name").equals("class"));
                if (!example.contains("<") || made && (!example.contains("<extension") || !example.contains("public "))) {
                    wrong.add(name + ": the examples show no XML, or no class in Java");
                }
                for (Element attribute : elements(document, "attribute")) {
                    if (!attribute.getAttribute("name").isEmpty() && documentation(attribute).length() < SENTENCE
                            && !List.of("point", "id", "name").contains(attribute.getAttribute("name"))) {
                        wrong.add(name + ": attribute '" + attribute.getAttribute("name") + "' is not documented");
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyPartOfTheModelIsDocumented() throws Exception {
        List<String> wrong = new ArrayList<>();
        int parts = 0;
        for (BundleSource bundle : SourceTree.bundles()) {
            for (Path ecore : bundle.files(".ecore")) {
                Document document = parse(ecore);
                for (String kind : List.of("eClassifiers", "eStructuralFeatures", "eLiterals")) {
                    for (Element element : elements(document, kind)) {
                        parts++;
                        if (modelDocumentation(element).length() < SENTENCE) {
                            wrong.add(ecore.getFileName() + ": " + kind + " '" + element.getAttribute("name") + "'");
                        }
                    }
                }
            }
        }
        assertThat(parts).isGreaterThan(50);
        assertThat(wrong).as("without documentation").isEmpty();
    }

    private static Document parse(Path file) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        try {
            return factory.newDocumentBuilder().parse(file.toFile());
        } catch (SAXException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static List<Element> elements(Document document, String name) {
        List<Element> elements = new ArrayList<>();
        NodeList nodes = document.getElementsByTagName(name);
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    /** @return the text of the annotation whose meta section has this type */
    private static String section(Document document, String type) {
        for (Element meta : elements(document, "meta.section")) {
            if (meta.getAttribute("type").equalsIgnoreCase(type)) {
                Element annotation = (Element) meta.getParentNode().getParentNode();
                return annotation.getTextContent().strip();
            }
        }
        return "";
    }

    private static String documentation(Element element) {
        NodeList nodes = element.getElementsByTagName("documentation");
        return nodes.getLength() == 0 ? "" : nodes.item(0).getTextContent().strip();
    }

    /** @return the entry "documentation" of the element's own annotation */
    private static String modelDocumentation(Element element) {
        for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element annotation && annotation.getTagName().equals("eAnnotations")) {
                NodeList details = annotation.getElementsByTagName("details");
                for (int i = 0; i < details.getLength(); i++) {
                    Element detail = (Element) details.item(i);
                    if (detail.getAttribute("key").equals("documentation")) {
                        return detail.getAttribute("value").strip();
                    }
                }
            }
        }
        return "";
    }
}
