"""What happens around the vehicles of a demo day: notices, calls, money, complaints, messages.

Each scene is written when its time has come, once, by the demo people and through the same acts
as on screen, so that no page of a demo is empty and every rule holds there too. People, firms and
offices are made up (decision 0008).
"""
