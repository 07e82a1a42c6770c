package org.plumbline.model.io;

import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.SAXException;

/** Makes the only XML parsers that touch an experiment file: no DOCTYPE, no external entity, bounded depth. */
final class HardenedXml {

    /** Deepest nesting of elements that is read; the format itself needs 6. */
    static final int DEEPEST = 32;

    static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

    private HardenedXml() {
    }

    static SAXParser newParser(boolean namespaceAware) throws SAXException {
        // The JDK's own parser, whatever else is on the class path: the limits below are its properties.
        SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
        factory.setNamespaceAware(namespaceAware);
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(NO_DOCTYPE, true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            SAXParser parser = factory.newSAXParser();
            // Explicit, because the default changed between Java 17 (unlimited) and 25 (100).
            parser.setProperty("jdk.xml.maxElementDepth", Integer.toString(2 * DEEPEST));
            return parser;
        } catch (ParserConfigurationException e) {
            throw new SAXException(e);
        }
    }
}
