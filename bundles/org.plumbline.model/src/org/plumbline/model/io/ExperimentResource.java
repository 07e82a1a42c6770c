package org.plumbline.model.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.impl.EPackageRegistryImpl;
import org.eclipse.emf.ecore.resource.ResourceSet;
import org.eclipse.emf.ecore.resource.impl.ResourceSetImpl;
import org.eclipse.emf.ecore.resource.impl.URIHandlerImpl;
import org.eclipse.emf.ecore.xmi.XMLLoad;
import org.eclipse.emf.ecore.xmi.XMLResource;
import org.eclipse.emf.ecore.xmi.impl.XMILoadImpl;
import org.eclipse.emf.ecore.xmi.impl.XMIResourceImpl;
import org.plumbline.model.experiment.ExperimentPackage;
import org.plumbline.model.layout.LayoutPackage;
import org.xml.sax.SAXException;

/** An EMF resource that reads and writes one experiment and nothing else: no other document, no other package. */
final class ExperimentResource extends XMIResourceImpl {

    /** Lines are wrapped between attributes from here on. In characters. */
    private static final int LINE_WIDTH = 120;

    private ExperimentResource() {
        super(URI.createURI("experiment"));
        setEncoding("UTF-8");
    }

    static ExperimentResource create() {
        ResourceSet resources = new ResourceSetImpl();
        // Without the global registry behind it: no other package that happens to be loaded can appear in a file.
        EPackageRegistryImpl packages = new EPackageRegistryImpl();
        packages.put(ExperimentPackage.eNS_URI, ExperimentPackage.eINSTANCE);
        packages.put(LayoutPackage.eNS_URI, LayoutPackage.eINSTANCE);
        resources.setPackageRegistry(packages);
        resources.getURIConverter().getURIHandlers().clear();
        resources.getURIConverter().getURIHandlers().add(new RefuseEverything());
        ExperimentResource resource = new ExperimentResource();
        resources.getResources().add(resource);
        resource.setIntrinsicIDToEObjectMap(new HashMap<>());
        return resource;
    }

    static Map<Object, Object> loadOptions() {
        // Together with the index of ids: otherwise every reference walks the whole file.
        return Map.of(XMLResource.OPTION_DEFER_IDREF_RESOLUTION, Boolean.TRUE);
    }

    static Map<Object, Object> saveOptions() {
        return Map.of(
                XMLResource.OPTION_ENCODING, "UTF-8",
                XMLResource.OPTION_FORMATTED, Boolean.TRUE,
                XMLResource.OPTION_LINE_WIDTH, LINE_WIDTH,
                XMLResource.OPTION_SCHEMA_LOCATION, Boolean.FALSE,
                // A file says what it means even where that is the default today.
                XMLResource.OPTION_KEEP_DEFAULT_CONTENT, Boolean.TRUE,
                OPTION_LINE_DELIMITER, "\n");
    }

    @Override
    protected XMLLoad createXMLLoad() {
        return new XMILoadImpl(createXMLHelper()) {
            @Override
            protected SAXParser makeParser() throws ParserConfigurationException, SAXException {
                return HardenedXml.newParser(false);
            }
        };
    }

    /** The content is handed over as a stream; every other look-up comes from inside the file and is refused. */
    private static final class RefuseEverything extends URIHandlerImpl {

        @Override
        public boolean canHandle(URI uri) {
            return true;
        }

        @Override
        public InputStream createInputStream(URI uri, Map<?, ?> options) throws IOException {
            throw refusal(uri);
        }

        @Override
        public OutputStream createOutputStream(URI uri, Map<?, ?> options) throws IOException {
            throw refusal(uri);
        }

        @Override
        public Map<String, ?> contentDescription(URI uri, Map<?, ?> options) throws IOException {
            throw refusal(uri);
        }

        @Override
        public void delete(URI uri, Map<?, ?> options) throws IOException {
            throw refusal(uri);
        }

        @Override
        public void setAttributes(URI uri, Map<String, ?> attributes, Map<?, ?> options) throws IOException {
            throw refusal(uri);
        }

        @Override
        public Map<String, ?> getAttributes(URI uri, Map<?, ?> options) {
            return Map.of();
        }

        @Override
        public boolean exists(URI uri, Map<?, ?> options) {
            return false;
        }

        private static IOException refusal(URI uri) {
            return new IOException("an experiment may not refer to another document: " + uri);
        }
    }
}
