{#- Rows with a word outside the closed list of its column; `lists` maps columns to their words.
    A missing value is no word: `never_null` looks for those. -#}
{% test closed_lists(model, lists) %}
select * from {{ model }}
where
    {%- for column, words in lists.items() %}
    {{ column }} not in ({% for word in words %}'{{ word }}'{{ ", " if not loop.last }}{% endfor %})
    {{- " or" if not loop.last }}
    {%- endfor %}
{% endtest %}
