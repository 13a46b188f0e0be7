{#- Schemas bear the plain names of dbt_project.yml, without the target's prefix. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ custom_schema_name or target.schema }}
{%- endmacro %}


{#- Views name their tables without the database, so that a release still reads when it is attached
    under another name. -#}
{% macro ref() -%}
    {% do return(builtins.ref(*varargs, **kwargs).include(database=false)) %}
{%- endmacro %}


{% macro source() -%}
    {% do return(builtins.source(*varargs).include(database=false)) %}
{%- endmacro %}
