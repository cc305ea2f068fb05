"""What an editor does to the record: begin an amendment, carry it on, seal what was directed, prove
it, pack it.

The only room that writes to the record. Every verb writes all that it means to or nothing, and
never to a sealed text.
"""
