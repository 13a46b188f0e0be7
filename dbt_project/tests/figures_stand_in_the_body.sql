-- A figure leads back to its place: its sentence, and the text of what is stated and not derived, are
-- what the body has at their offsets.
-- Fails when offsets and body come from different readings of a page.
select figures.figure_id
from {{ ref('fact_budget') }} as figures
inner join {{ ref('dim_document') }} as documents on figures.document_id = documents.document_id
where
    figures.basis = 'stated'
    and substring(documents.body, figures.text_start + 1, figures.text_end - figures.text_start)
    != figures.text
    or substring(documents.body, figures.sentence_start + 1, length(figures.sentence))
    != figures.sentence
