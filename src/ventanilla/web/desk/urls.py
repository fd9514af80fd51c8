from django.urls import path

from ventanilla.web.desk.absences import views as absences
from ventanilla.web.desk.assignment import views as assignment
from ventanilla.web.desk.bulk import views as bulk
from ventanilla.web.desk.casefile import views as casefile
from ventanilla.web.desk.classification import views as classification
from ventanilla.web.desk.escalation import views as escalation
from ventanilla.web.desk.extension import views as extension
from ventanilla.web.desk.filters import views as filters
from ventanilla.web.desk.history import views as history
from ventanilla.web.desk.linking import views as linking
from ventanilla.web.desk.merging import views as merging
from ventanilla.web.desk.offence import views as offence
from ventanilla.web.desk.queue import views as queue
from ventanilla.web.desk.reclassification import views as reclassification
from ventanilla.web.desk.referral import handovers
from ventanilla.web.desk.referral import views as referral
from ventanilla.web.desk.registration import views as registration
from ventanilla.web.desk.reopening import views as reopening
from ventanilla.web.desk.replies import macros as replies_macros
from ventanilla.web.desk.replies import views as replies
from ventanilla.web.desk.saved import views as saved
from ventanilla.web.desk.sendings import views as sendings
from ventanilla.web.desk.splitting import views as splitting
from ventanilla.web.desk.step import asking as step_asking
from ventanilla.web.desk.step import views as step
from ventanilla.web.desk.ticket import (
    contacts,
    drafts,
    following,
    macros,
    others,
    presence,
    replying,
    saying,
    tags,
)
from ventanilla.web.desk.ticket import views as ticket
from ventanilla.web.desk.transfer import views as transfer

app_name = "desk"
urlpatterns = [
    path("", queue.show, name="queue"),
    path("news/", queue.news, name="news"),
    path("filters/", filters.show, name="filters"),
    path("saved/", saved.show, name="saved-views"),
    path("saved/<int:pk>/", saved.change, name="saved-view"),
    path("bulk/", bulk.prepare, name="bulk"),
    path("bulk/<uuid:key>/", bulk.outcome, name="bulk-outcome"),
    path("bulk/<uuid:key>/undoing/", bulk.undo, name="bulk-undo"),
    path("tickets/<str:code>/", ticket.show, name="ticket"),
    path("tickets/<str:code>/taking/", ticket.take, name="taking"),
    path("tickets/<str:code>/messages/", saying.say, name="messages"),
    path("tickets/<str:code>/messages/<int:pk>/undoing/", saying.undo, name="undoing"),
    path("tickets/<str:code>/messages/<int:pk>/again/", saying.take_up, name="unsent-again"),
    path("tickets/<str:code>/draft/", drafts.save, name="draft"),
    path("tickets/<str:code>/draft/<int:pk>/", drafts.take_over, name="draft-over"),
    path("tickets/<str:code>/presence/", presence.show, name="presence"),
    path("tickets/<str:code>/tags/", tags.change, name="tags"),
    path("tickets/<str:code>/contacts/", contacts.record, name="contacts"),
    path("tickets/<str:code>/followers/", following.follow, name="followers"),
    path("tickets/<str:code>/followers/leaving/", following.unfollow, name="unfollowing"),
    path("tickets/<str:code>/colleagues/", following.colleagues, name="colleagues"),
    path("tickets/<str:code>/others/", others.show, name="others"),
    path("tickets/<str:code>/replies/", replying.show, name="replies-filled"),
    path("tickets/<str:code>/macros/<slug:slug>/", macros.show, name="macro"),
    path("sendings/", sendings.show, name="sendings"),
    path("replies/", replies.show, name="replies"),
    path("replies/new/", replies.edit, name="reply-new"),
    path("replies/<slug:slug>/", replies.edit, name="reply"),
    path("replies/<slug:slug>/end/", replies.end, name="reply-end"),
    path("macros/new/", replies_macros.edit, name="macro-new"),
    path("macros/<slug:slug>/", replies_macros.edit, name="macro-edit"),
    path("macros/<slug:slug>/end/", replies_macros.end, name="macro-end"),
    path("tickets/<str:code>/notes/", ticket.note, name="notes"),
    path("tickets/<str:code>/closure/", ticket.close, name="closure"),
    path("tickets/<str:code>/assignment/", assignment.show, name="assignment"),
    path("tickets/<str:code>/draws/", assignment.evidence, name="draws"),
    path("absences/", absences.show, name="absences"),
    path("absences/end/", absences.end, name="absence-end"),
    path("tickets/<str:code>/user-type/", classification.show, name="classification"),
    path("tickets/<str:code>/extension/", extension.show, name="extension"),
    path("tickets/<str:code>/extension/decision/", extension.decide, name="extension-decision"),
    path("tickets/<str:code>/history/", history.show, name="history"),
    path("tickets/<str:code>/steps/", step_asking.show, name="step-asking"),
    path("tickets/<str:code>/steps/service/", step_asking.of_service, name="steps-of-service"),
    path("tickets/<str:code>/referral/", referral.show, name="referral"),
    path("tickets/<str:code>/referral/<int:pk>/answer/", referral.answer, name="referral-answer"),
    path("tickets/<str:code>/transfer/", transfer.show, name="transfer"),
    path("tickets/<str:code>/escalation/", escalation.show, name="escalation"),
    path("tickets/<str:code>/escalation/decision/", escalation.decide, name="escalation-decision"),
    path("tickets/<str:code>/messages/<int:pk>/report/", offence.report, name="report"),
    path("tickets/<str:code>/evidence/", offence.evidence, name="evidence"),
    path("offences/", offence.queue, name="offences"),
    path("offences/<int:pk>/", offence.show, name="offence"),
    path("handovers/", handovers.show, name="handovers"),
    path("handovers/csv/", handovers.export, name="handovers-export"),
    path("handovers/<int:pk>/receipt/", handovers.receive, name="handover-receipt"),
    path("steps/", step.queue, name="steps"),
    path("steps/<int:pk>/", step.show, name="step"),
    path("steps/<int:pk>/taking/", step.take, name="step-taking"),
    path("steps/<int:pk>/answer/", step.answer, name="step-answer"),
    path("steps/<int:pk>/return/", step.give_back, name="step-return"),
    path("steps/<int:pk>/again/", step.again, name="step-again"),
    path("steps/<int:pk>/cancellation/", step.cancel, name="step-cancellation"),
    path("tickets/<str:code>/merging/", merging.show, name="merging"),
    path("tickets/<str:code>/splitting/", splitting.show, name="splitting"),
    path("tickets/<str:code>/reopening/", reopening.show, name="reopening"),
    path("tickets/<str:code>/reclassification/", reclassification.show, name="reclassification"),
    path("tickets/<str:code>/links/", linking.show, name="links"),
    path("tickets/<str:code>/links/<int:pk>/removal/", linking.remove, name="unlinking"),
    path("tickets/<str:code>/case/", casefile.show, name="case"),
    path("registration/", registration.show, name="registration"),
]
