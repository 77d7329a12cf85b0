"""Where a WordPress export keeps what a theme shows around a text: its custom fields (`wp:meta_key`)."""

from pydantic import BaseModel, ConfigDict


class ExportKeys(BaseModel):
    """Keys, the first with a value is taken; `related`, `linked` and `documents` take all.

    `related`: what stands beside the text; `linked`: what it opens (popups); values are ids, alone, listed or
    serialised by PHP. `internal`: post types that are tools of the site, and no pages.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    subtitle: tuple[str, ...] = (
        *("sous_titre", "soustitre", "sous-titre", "subtitle", "sub_title", "sub-title", "_subtitle"),
        *("wps_subtitle", "kia_subtitle", "secondary_title", "_secondary_title", "titre_secondaire", "accroche"),
    )
    chapter: tuple[str, ...] = ("chapitre", "chapter", "titre_chapitre", "chapitre_titre")
    parcours: tuple[str, ...] = ("parcours", "titre_parcours", "nom_parcours", "course")
    video: tuple[str, ...] = (
        *("video", "video_url", "url_video", "lien_video", "_video_url", "video_link", "youtube", "youtube_url"),
        *("vimeo", "vimeo_url", "dailymotion", "dailymotion_url", "_format_video_embed"),
    )
    related: tuple[str, ...] = (
        *("a_lire_aussi", "lire_aussi", "voir_aussi", "fiches_liees", "articles_lies", "contenus_lies"),
        *("documents_lies", "ressources_liees", "related", "related_posts", "_related_posts"),
    )
    linked: tuple[str, ...] = ("popups", "popup", "objections", "idees_recues")
    documents: tuple[str, ...] = (
        "documents",
        "document",
        "fichier",
        "fichiers",
        "pieces_jointes",
        "pdf",
        "telechargement",
    )
    internal: tuple[str, ...] = (
        *("attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache"),
        *("user_request", "wp_block", "wp_template", "wp_template_part", "wp_global_styles", "wp_navigation"),
        *("wp_font_family", "wp_font_face", "acf", "acf-field", "acf-field-group", "wpcf7_contact_form"),
        *("feedback", "elementor_library", "shop_order", "shop_coupon", "tablepress_table", "ml-slider"),
        *("mc4wp-form", "nf_sub", "flamingo_contact", "flamingo_inbound", "flamingo_outbound", "wpforms"),
        *("wp-types-group", "wp-types-user-group", "sidebar", "soliloquy", "envira", "um_form", "um_directory"),
    )
