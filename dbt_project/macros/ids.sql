{#- The form of every derived id: sixteen hexadecimal digits of the SHA-256 of the parts, joined by
    the unit separator, as `ingestion.records.content_id` makes them. A missing part counts as '' here,
    where Python writes out None: an id that may lack a part must be made on one side only. -#}
{% macro content_id(parts) -%}
    left(sha256(concat_ws(chr(31){% for part in parts %}, coalesce({{ part }}, ''){% endfor %})), 16)
{%- endmacro %}
