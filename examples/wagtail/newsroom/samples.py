"""Articles to try the gate with."""

SOUND = (
    "<p>The harbour council voted on Tuesday to repair the eastern pier before the winter storms. Ada Orrin, who chairs"
    " the council, said the work would take eleven weeks.</p>"
    "<p>“We have waited long enough,” she said. “The ferry cannot turn in that wind.”</p>"
    "<p>The ferry will sail from the western pier until the spring. Residents of Tarn will pay nothing more for the"
    " longer crossing, the council said.</p>"
)
BROKEN = SOUND.replace("said the work would", "told the <em>Harbour Gazette</em>and radio that the work would")
"""The space behind the name of the paper is lost, as scrapers lose it."""

STREAM = [
    {"type": "heading", "value": "What happens next"},
    {"type": "text", "value": "<p>The first piles arrive by barge on Monday.</p>"},
    {
        "type": "box",
        "value": {
            "heading": "The pier in figures",
            "points": ["<p>It is 140 metres long.</p>", "<p>It was built in 1931.</p>"],
        },
    },
]
