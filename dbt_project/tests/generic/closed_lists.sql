{#- Rows with a word outside the closed list of its column; `lists` maps columns to their words.
    A missing value is no word: `never_null` looks for those. -#}
{% test closed_lists(model, lists) %}
select *
from {{ model }}
where {% for c, words in lists.items() %}{{ c }} not in ('{{ words | join("', '") }}'){{ " or " if not loop.last }}{% endfor %}
{% endtest %}
