{#- Rows in which one of the columns is missing: one test for all columns of a table. -#}
{% test never_null(model, columns) %}
select *
from {{ model }}
where {% for column in columns %}{{ column }} is null{{ " or " if not loop.last }}{% endfor %}
{% endtest %}
