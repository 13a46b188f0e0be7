with spellings as (
    select * from {{ ref('int_program_spellings') }}
),

alike as (
    select * from {{ ref('int_program_neighbours') }}
),

keys as (
    select
        program_key,
        coalesce(government, '') as home,
        sum(figure_count) as figure_count,
        length(program_key) as key_length
    from spellings
    group by government, program_key
),

both_ways as (
    select
        home,
        one_key as program_key,
        other_key as like_key
    from alike
    union all
    select
        home,
        other_key as program_key,
        one_key as like_key
    from alike
),

-- The name used more often leads, of equals the shorter. Nobody follows one that follows another.
led as (
    select
        both_ways.home,
        both_ways.program_key,
        both_ways.like_key,
        leader.figure_count
    from both_ways
    inner join keys as own on both_ways.home = own.home and both_ways.program_key = own.program_key
    inner join keys as leader on both_ways.home = leader.home and both_ways.like_key = leader.program_key
    where
        (leader.figure_count, -leader.key_length, leader.program_key)
        > (own.figure_count, -own.key_length, own.program_key)
),

leaders as (
    select
        led.home,
        led.program_key,
        led.like_key as leading_key
    from led
    left join led as led_itself on led.home = led_itself.home and led.like_key = led_itself.program_key
    where led_itself.program_key is null
    qualify row_number() over (
        partition by led.home, led.program_key order by led.figure_count desc, led.like_key asc
    ) = 1
)

select
    keys.home,
    keys.program_key,
    coalesce(leaders.leading_key, keys.program_key) as leading_key
from keys
left join leaders on keys.home = leaders.home and keys.program_key = leaders.program_key
