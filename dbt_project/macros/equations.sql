{#- True where all numbers of a group of terms are whole in `unit_krw`. Suspect ones do not count:
    they are printed as the source prints them. -#}
{% macro all_whole(unit_krw) -%}
    coalesce(
        bool_and(
            amount_krw % {{ unit_krw }} = 0 and coalesce(amount_max_krw, 0) % {{ unit_krw }} = 0
        ) filter (where suspect is null),
        false
    )
{%- endmacro %}


{#- One number of an equation, unsigned, in the given unit, with the mark of its bound. A suspect one
    is the printed text in brackets. -#}
{% macro printed_term(term, unit_krw) -%}
    case
        when {{ term }}.suspect is not null then '[' || {{ term }}.text || ']'
        else case {{ term }}.bound
            when 'about' then '약 '
            when 'at_least' then '≥'
            when 'at_most' then '≤'
            else ''
        end
            || abs({{ term }}.amount_krw) // {{ unit_krw }}
            || coalesce('~' || abs({{ term }}.amount_max_krw) // {{ unit_krw }}, '')
            || if({{ term }}.bound in ('cut_off', 'cut_off_below'), '여', '')
    end
{%- endmacro %}
