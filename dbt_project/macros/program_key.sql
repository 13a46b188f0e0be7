{#- Letters and digits of a name, in lower case: all that is left when case, spaces, quotes and punctuation do
    not count. -#}
{% macro letters_of(name) -%}
    regexp_replace(lower({{ name }}), '[^\p{L}\p{N}]', '', 'g')
{%- endmacro %}


{#- A programme's name without what writers vary: case, spaces, quotes, punctuation, an abbreviation in
    brackets behind its word, words that have another form (`aliases`, a list of 'word=form', the longest
    first), and a trailing 사업, 예산 or 추진 (also several of them). A name that is nothing else stays as it
    is. -#}
{% macro program_key(program, aliases) -%}
    {%- set unbracketed = "coalesce(nullif(regexp_replace("
        ~ program ~ ", '\\([A-Za-z0-9&/ .-]+\\)', '', 'g'), ''), " ~ program ~ ")" -%}
    {%- set plain = "list_reduce(list_prepend(" ~ letters_of(unbracketed) ~ ", " ~ aliases ~ "), "
        ~ "lambda name, alias: replace(name, split_part(alias, '=', 1), split_part(alias, '=', 2)))" -%}
    coalesce(
        nullif(regexp_replace({{ plain }}, '(사업|예산|추진)+$', ''), ''),
        nullif({{ plain }}, ''),
        {{ program }}
    )
{%- endmacro %}


{#- Whether the key `longer` is the key `shorter` with one piece put in, somewhere behind its first
    letter: a piece that tells no two things apart (no digit, no Latin letter, no lone 남, 북, 신 …). -#}
{% macro is_worded_more(longer, shorter) -%}
    length({{ shorter }}) >= 5
    and length({{ shorter }}) >= 0.8 * length({{ longer }})
    and len(list_filter(
        range(1, length({{ shorter }}) + 1),
        lambda cut: starts_with({{ longer }}, left({{ shorter }}, cut::integer))
        and ends_with({{ longer }}, right({{ shorter }}, (length({{ shorter }}) - cut)::integer))
        and not regexp_matches(
            substring({{ longer }}, cut + 1, length({{ longer }}) - length({{ shorter }})),
            '[0-9a-z]|^[남북동서신구상하초중고대소여노내외]$'
        )
    )) > 0
{%- endmacro %}
