"""Responses to a consultation: a folder of files that came back in, who said what on which question
and change out.

The stages stand in `collection`. What a respondent wrote is confidential until a person says
otherwise: it is written to the folder that was asked for and told nowhere else, not even in an
error or a log.
"""
