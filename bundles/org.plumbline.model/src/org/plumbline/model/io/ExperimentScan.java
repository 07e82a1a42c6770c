package org.plumbline.model.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * First pass over a file, before EMF sees it: is it well-formed, flat, free of references to other documents, and an
 * experiment, and of which format version? Whatever fails here is told with its line.
 */
final class ExperimentScan extends DefaultHandler {

    static final String XMI = "http://www.omg.org/XMI";
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    private static final String NAMESPACE = "urn:plumbline:experiment:";
    private static final String LAYOUT_NAMESPACE = "urn:plumbline:layout:";

    /** Attributes that hold the id of one element. */
    private static final Set<String> REFERENCES = Set.of("source", "target", "component", "parent");
    /** Elements that stand at most once in their parent; EMF would silently keep the last one. */
    private static final Set<String> SINGLE = Set.of("Experiment/sweep", "axes/values");
    /** The only element that holds text. */
    private static final String TEXT_ELEMENT = "values";

    private final Deque<String> open = new ArrayDeque<>();
    /** For each open element the {@link #SINGLE} children seen so far. */
    private final Deque<Set<String>> singles = new ArrayDeque<>();
    private Locator locator;
    private int experiments;
    private int layouts;
    private String version;
    private String namespace;
    private int versionLine;

    private ExperimentScan() {
    }

    /**
     * The format version of an experiment file that is sound as XML.
     *
     * @param content the whole file
     * @param file    its name, for messages
     * @return the version that the file states, 1 or more, perhaps newer than this release reads
     * @throws ExperimentFormatException if the content is not an experiment
     */
    static int formatVersion(byte[] content, String file) throws ExperimentFormatException {
        if (content.length == 0) {
            throw new ExperimentFormatException(file, "the file is empty");
        }
        ExperimentScan scan = new ExperimentScan();
        try {
            HardenedXml.newParser(true).parse(new InputSource(new ByteArrayInputStream(content)), scan);
        } catch (Refusal e) {
            throw new ExperimentFormatException(file, e.getLineNumber(), e.getMessage());
        } catch (SAXParseException e) {
            throw new ExperimentFormatException(file, e.getLineNumber(), scan.explain(e, content));
        } catch (SAXException e) {
            throw new ExperimentFormatException(file, "not readable as XML: " + e.getMessage());
        } catch (IOException e) {
            throw new ExperimentFormatException(file, "not readable as text in its encoding: " + e.getMessage());
        }
        return scan.statedVersion(file);
    }

    @Override
    public void setDocumentLocator(Locator documentLocator) {
        locator = documentLocator;
    }

    @Override
    public void startElement(String uri, String localName, String name, Attributes attributes) throws SAXException {
        String place = localName(open.isEmpty() ? "" : open.peek()) + "/" + localName;
        if (SINGLE.contains(place) && !singles.peek().add(place)) {
            refuse("a second element '" + name + "' in '" + open.peek() + "'");
        }
        open.push(name);
        singles.push(new HashSet<>());
        if (open.size() > HardenedXml.DEEPEST) {
            refuse("elements are nested more than " + HardenedXml.DEEPEST + " deep (at '" + name + "')");
        }
        boolean wrapper = open.size() == 1 && uri.equals(XMI) && localName.equals("XMI");
        boolean root = open.size() == 1 || open.size() == 2 && open.peekLast().endsWith("XMI");
        if (root && !wrapper) {
            root(uri, localName, name, attributes);
        }
        attributes(name, attributes);
    }

    @Override
    public void endElement(String uri, String localName, String name) {
        open.pop();
        singles.pop();
    }

    @Override
    public void characters(char[] text, int start, int length) throws SAXException {
        String found = new String(text, start, length).strip();
        if (!found.isEmpty() && !localName(open.peek()).equals(TEXT_ELEMENT)) {
            refuse("element '" + open.peek() + "' holds the text '" + found + "'; text stands only in values");
        }
    }

    @Override
    public void error(SAXParseException e) throws SAXException {
        throw e;
    }

    private void root(String uri, String localName, String name, Attributes attributes) throws Refusal {
        if (uri.startsWith(NAMESPACE) && localName.equals("Experiment")) {
            experiments++;
            namespace = uri;
            version = attributes.getValue("", "formatVersion");
            versionLine = locator.getLineNumber();
        } else if (uri.startsWith(LAYOUT_NAMESPACE) && localName.equals("DiagramLayout")) {
            layouts++;
        } else {
            refuse("not an experiment: found element '" + name + "' where experiment:Experiment is expected");
        }
        if (experiments > 1 || layouts > 1) {
            refuse("a second element '" + name + "'; a file holds one experiment and one layout");
        }
    }

    private void attributes(String element, Attributes attributes) throws Refusal {
        for (int i = 0; i < attributes.getLength(); i++) {
            String name = attributes.getQName(i);
            String uri = attributes.getURI(i);
            String local = attributes.getLocalName(i);
            boolean elsewhere = local.equals("href") || uri.equals(XSI) && local.endsWith("chemaLocation");
            if (elsewhere) {
                refuse("element '" + element + "' refers to another document (" + name + "=\"" + attributes.getValue(i)
                        + "\"), which is not allowed");
            }
            if (REFERENCES.contains(name) && attributes.getValue(i).strip().matches("(?s).*\\s.*")) {
                refuse("element '" + element + "': " + name + " is not the id of one element: '" + attributes.getValue(i) + "'");
            }
            if (uri.equals(XMI) && !local.equals("version") && !local.equals("type")) {
                refuse("element '" + element + "' has the attribute " + name + ", which is not part of the format");
            }
        }
    }

    private static String localName(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    private void refuse(String what) throws Refusal {
        throw new Refusal(what, locator);
    }

    private String explain(SAXParseException e, byte[] content) {
        String message = String.valueOf(e.getMessage());
        if (message.contains(HardenedXml.NO_DOCTYPE)) {
            return "the file holds a DOCTYPE, which is not allowed";
        }
        String inside = open.isEmpty() ? "" : " inside element '" + open.peek() + "'";
        if (atEnd(e, content)) {
            return open.isEmpty() ? "not XML: " + message : "the file ends" + inside + "; it is truncated";
        }
        return open.isEmpty() ? "not XML: " + message : "not well-formed XML" + inside + ": " + message;
    }

    private static boolean atEnd(SAXParseException e, byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        long lines = text.lines().count();
        String last = text.substring(text.lastIndexOf('\n') + 1);
        return e.getLineNumber() > lines || e.getLineNumber() == lines && e.getColumnNumber() > last.length();
    }

    private int statedVersion(String file) throws ExperimentFormatException {
        if (experiments == 0) {
            throw new ExperimentFormatException(file, "not an experiment: no element experiment:Experiment");
        }
        if (version == null) {
            throw new ExperimentFormatException(file, versionLine, "element 'experiment:Experiment' has no formatVersion");
        }
        int number = parse(version);
        if (number < 1) {
            throw new ExperimentFormatException(file, versionLine,
                    "formatVersion of 'experiment:Experiment': expected an integer of at least 1, found '" + version + "'");
        }
        // A new namespace is only ever introduced with a new version; a mismatch with a version we know is a fault.
        if (number <= ExperimentMigration.CURRENT && !namespace.equals(NAMESPACE + "1")) {
            throw new ExperimentFormatException(file, versionLine,
                    "namespace '" + namespace + "' does not go with formatVersion " + number);
        }
        return number;
    }

    private static int parse(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** A fault that we found, in contrast to one of the parser. */
    private static final class Refusal extends SAXParseException {

        private static final long serialVersionUID = 1L;

        Refusal(String what, Locator locator) {
            super(what, locator);
        }
    }
}
