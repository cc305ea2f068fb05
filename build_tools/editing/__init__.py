"""What an editor does to the record: begin an amendment, carry it on, mend, seal, prove.

Every verb writes all that it means to or nothing, and never to a sealed text; it reads and writes
the record through `record` alone.
"""
