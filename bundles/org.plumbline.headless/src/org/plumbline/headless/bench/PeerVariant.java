package org.plumbline.headless.bench;

import java.util.Map;

/**
 * One way in which the peer does a case.
 *
 * @param name    for the table
 * @param shares  units of work in one of its steps, where ours has one: seeds trained together; times are divided by it
 * @param floor   the ratio of CPU times, peer to ours, that we owe; 0 if none
 * @param request what the peer is told besides the folder of the data: module, variant and numbers
 */
record PeerVariant(String name, int shares, double floor, Map<String, Object> request) {
}
