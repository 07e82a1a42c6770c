package org.plumbline.engine.plan;

import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.contribution.Settings;

import com.google.gson.JsonObject;

/**
 * A contribution with all its parameters resolved.
 *
 * @param element      id of the component in the experiment; not part of its identity
 * @param kind         what it is
 * @param contribution its id
 * @param version      of the numbers it makes
 * @param settings     typed values of all parameters
 */
public record ComponentPlan(String element, ContributionKind kind, String contribution, String version, Settings settings) {

    /** @return what its numbers depend on, in canonical order */
    JsonObject canonical() {
        JsonObject json = new JsonObject();
        json.addProperty("id", contribution);
        json.add("settings", CanonicalJson.of(settings));
        json.addProperty("version", version);
        return json;
    }
}
