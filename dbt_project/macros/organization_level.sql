{#- The level of a body, told from its name; the first line that holds decides. -#}
{% macro organization_level(organization, government) -%}
    case
        when {{ organization }} = '대한민국 정부' then 'state'
        when regexp_matches({{ organization }}, '^(자치구|시·군·?구?|시·도|지자체)$|자치단체|행정기관|출연기관|[와과] ') then 'group'
        when regexp_matches({{ organization }}, '교육(지원)?청$') then 'education_office'
        when regexp_matches({{ organization }}, '(특별시|광역시|직할시|특별자치시)$') then 'metropolitan'
        when {{ organization }} = {{ government }} and {{ organization }} like '%도' then 'province'
        when {{ organization }} like '%시' then 'city'
        when {{ organization }} like '%군' then 'county'
        when {{ organization }} like '%구' and {{ organization }} not like '%연구' then 'district'
        when regexp_matches({{ organization }}, '(공사|공단|재단|센터|연구소|은행|대학교?|[^법감]원|투자)$') then 'agency'
        when {{ organization }} like '%본부' then 'office'
        when {{ government }} = '대한민국 정부' and regexp_matches({{ organization }}, '(부|처|청|원|위원회)$')
            then 'ministry'
        when regexp_matches({{ organization }}, '(국|실|과|관|단|팀|부|처|청|본부|사업소|의회|위원회)$') then 'office'
        else 'other'
    end
{%- endmacro %}
