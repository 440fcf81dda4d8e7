"""Why files are not read, as their readers are told."""

from assistant.answer import Language
from assistant.spacing import bound
from ingest.errors import AGAIN, Reason

FRENCH = {
    Reason.EMPTY: "le fichier est vide",
    Reason.NO_PARAGRAPH: "aucun paragraphe n'y a été trouvé",
    Reason.NO_TEXT: "ce n'est pas du texte",
    Reason.OTHER_KIND: "c'est un fichier d'un autre format ; donnez-lui son extension",
    Reason.NO_ENCODING: "l'encodage du texte est inconnu ; enregistrez-le en UTF-8",
    Reason.CUT_TEXT: "le texte est coupé ou abîmé ({})",
    Reason.TOO_LARGE: "il dépasse {} Mio",
    Reason.TOO_LARGE_UNPACKED: "il dépasse {} Mio une fois décompressé",
    Reason.TOO_MUCH_TEXT: "il contient plus de texte qu'un fichier n'en peut contenir",
    Reason.PASSWORD: "il est protégé par un mot de passe ; donnez-en une copie qui n'en a pas",
    Reason.SECURITY: "il est protégé contre la lecture ; donnez-en une copie qui ne l'est pas",
    Reason.NO_PDF: "ce n'est pas un PDF, quoi que dise son nom",
    Reason.NO_MAIL: "ce n'est pas un courriel, quoi que dise son nom",
    Reason.NO_OFFICE_TEXT: "ce n'est pas un document de texte, quoi que dise son nom",
    Reason.CUT_PDF: "le PDF est abîmé ou incomplet",
    Reason.CUT_DOCX: "le DOCX est abîmé ou incomplet",
    Reason.CUT_ODT: "l'ODT est abîmé ou incomplet",
    Reason.CUT_ZIP: "l'archive ZIP est abîmée ou incomplète",
    Reason.CUT_ARCHIVE: "son archive est abîmée",
    Reason.NO_TEXT_IN_ODT: "l'ODT ne contient pas de texte",
    Reason.NO_TEXT_IN_MAIL: "le courriel ne contient pas de texte",
    Reason.NO_TEXT_ON_PAGES: "pas de texte à lire (pages : {})",
    Reason.NONE_RECOGNISED: "aucun texte n'y a été reconnu",
    Reason.SCANS: (
        "ses pages sont numérisées, et la reconnaissance de texte n'est pas installée sur ce "
        "serveur (pages : {})"
    ),
    Reason.NO_PAGE: "il n'a pas de page {}",
    Reason.TOO_MANY_PAGES: "il a {} pages, et {} est le maximum",
    Reason.TOO_MANY_FILES: (
        "il contient plus de {} fichiers, avec ceux de ses archives ; décompressez-le"
    ),
    Reason.TOO_LARGE_TOGETHER: "ses fichiers dépassent ensemble {} Mio ; décompressez-le",
    Reason.TOO_DEEP: "il est dans plus de {} archives emboîtées ; décompressez-les",
    Reason.NO_FILE: "il ne contient aucun fichier qui puisse être lu",
    Reason.HOLDS_CATALOG: "il contient {}, qui n'est lu que dans un dossier ; décompressez-le",
    Reason.GONE: "il n'est plus dans son archive",
    Reason.ENTITIES: "il déclare des entités XML, ce que ne fait aucun logiciel de bureautique",
    Reason.NESTED: "son contenu est trop emboîté pour être lu",
    Reason.NO_OFFICE: (
        "les fichiers {} sont lus par LibreOffice, qui n'est pas installé sur ce serveur ; "
        "enregistrez-le en DOCX"
    ),
    Reason.OFFICE_SLOW: "sa conversion par LibreOffice a pris plus de {} secondes",
    Reason.OFFICE_FAILED: "LibreOffice ne peut pas le lire ; le fichier est abîmé",
    Reason.OCR_FAILED: "la reconnaissance de texte a échoué sur une page",
    Reason.OCR_SLOW: "la reconnaissance de texte a pris plus de {} secondes pour une page",
    Reason.SLOW: "sa lecture a pris plus de {} secondes",
    Reason.MEMORY: "sa lecture demande plus de mémoire qu'un fichier n'en peut prendre",
    Reason.STOPPED: "sa lecture s'est arrêtée net ; il est abîmé, ou n'est pas ce que dit son nom",
    Reason.KILLED: "sa lecture a été arrêtée par ce serveur, qui manque peut-être de mémoire",
    Reason.NOT_STARTED: "sa lecture n'a pas pu être lancée ({})",
    Reason.FAULT: "le programme n'a pas su le lire, ce qui est à signaler ({} ; {})",
    Reason.SYSTEM: "le système ne l'ouvre pas ({})",
}


def reason(said: str, language: Language) -> str:
    """Why a file could not be read, as `ingest` says it, for readers."""
    if language is Language.ENGLISH:
        return said
    why, values = Reason.of(said)
    again = " ; il sera relu à la prochaine indexation" if said.endswith(AGAIN) else ""
    return bound(f"{FRENCH[why]}{again}").format(*values)
