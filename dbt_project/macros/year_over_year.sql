{#- The columns that set an amount beside that of the year before: of the calendar year before, or null.
    `keys` name what is followed through the years, `years` the table of amounts. -#}
{% macro year_over_year(keys, years) -%}
    {%- set before = "any_value(" ~ years ~ ".amount_krw) over (partition by " ~ keys | join(', ')
        ~ " order by " ~ years ~ ".fiscal_year range between 1 preceding and 1 preceding)" -%}
    cast({{ years }}.amount_krw / 100000000.0 as decimal(18, 4)) as amount_eok,
    {{ before }} as previous_krw,
    {{ years }}.amount_krw - {{ before }} as change_krw,
    round(100.0 * ({{ years }}.amount_krw - {{ before }}) / nullif({{ before }}, 0), 1) as change_percent
{%- endmacro %}
