/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CitusRulesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with recursive r as (select 1 from \"a\".event) select * from r",
                "select count(*) from \"a\".event group by grouping sets ((person_id), ())",
                "select * from \"a\".funnel f, lateral (select count(*) from \"a\".event e where e.event_name_id = f.id) c",
                "with e as (select * from \"a\".event) select * from e join e as f on f.person_id = e.person_id"
                        + " where exists (select from e)",
                "select row_number() over (order by occurred_at) from \"a\".event",
                "select lag(seq) over w from \"a\".event window w as (partition by event_name_id order by seq)",
                "select * from \"a\".event e join \"a\".first_event f on f.event_name_id = e.event_name_id where true",
                "update \"a\".person set id = nextval('s')",
                "select * from \"a\".event_20260302 for update skip locked",
                "merge into \"a\".person p using x on p.id = x.id when matched then delete"
            })
    void noticesWhatCitusCannotRun(String sql) {
        assertThat(CitusRules.broken(sql)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from \"a\".job_run for update skip locked",
                "select 'with recursive' from \"a\".event",
                "select lag(seq) over (partition by person_id order by seq) from \"a\".event",
                "select * from \"a\".event e join \"a\".event_name n on n.id = e.event_name_id",
                "select * from \"a\".event e left join \"a\".merged_person m on m.person_id = e.person_id where true"
            })
    void letsThroughWhatItCan(String sql) {
        assertThat(CitusRules.broken(sql)).isEmpty();
    }
}
