"""What an organisation has recorded, one file per subject: frozen values, resolved, as of one instant.

Names are those of the models. Text that is empty and dates, choices and links that are None were not given.
"""
